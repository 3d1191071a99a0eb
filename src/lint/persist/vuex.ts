import type * as t from '@babel/types';
import { argumentsOf, bare, isFunction, propertyOf } from '../engine/ast.ts';
import { constantOf } from '../engine/constant.ts';
import type { Program } from '../engine/program.ts';
import type { Func, Value } from '../engine/types.ts';
import { siteOf } from '../effects/site.ts';
import { isRemoved } from './emptied.ts';
import { leaversIn } from './kept-fields.ts';
import { isKept, stateNode, type Kept } from './kept.ts';

/** Plugins that write the state of Vuex to the browser's storage. */
const PLUGINS: readonly (readonly [callee: string, from: RegExp, parts: string])[] = [
  ['createPersistedState', /^(vuex-persistedstate|vuex-plugin-persistedstate)$/, 'paths'],
  ['persistedState', /^vuex-persistedstate$/, 'paths'],
  ['VuexPersistence', /^vuex-persist$/, 'modules'],
  ['VuexPersist', /^vuex-persist$/, 'modules'],
];

/** Modules of Vuex that a plugin keeps in the browser, and that no logout empties. */
export function keptModules(program: Program): Kept[] {
  if (program.modules.some(({ text }) => /(store\w*|this)\.replaceState\(/.test(text))) return [];
  return PLUGINS.flatMap(([callee, from, parts]) =>
    program.callsOf(callee).flatMap(({ call, func }): Kept[] => {
      if (!from.test(siteOf(program, call, func).from ?? '')) return [];
      const [given] = argumentsOf(call);
      const options = given && program.evaluate(given, func);
      if (given && options?.kind !== 'object') return [];
      const key = options && textIn(program, options, 'key');
      // What a function picks or puts away is not to be seen from here.
      if (options && ['reducer', 'filter', 'setState', 'saveState'].some((one) => has(options, one)))
        return [];
      const only = options && has(options, parts) ? namesIn(program, options, parts) : [];
      if (only === undefined || isRemoved(program, key ?? 'vuex')) return [];
      return storesOf(program).flatMap((store) =>
        modulesOf(program, store)
          .filter(({ name }) => only.length === 0 || only.some((one) => one.split('.')[0] === name))
          .filter((one) => isKept(program, one))
          .map((one) => ({ ...one, node: call, func })),
      );
    }),
  );
}

/** `new Vuex.Store({ … })`, `createStore({ … })`. */
function storesOf(program: Program): Value[] {
  return ['Store', 'createStore'].flatMap((name) =>
    program.callsOf(name).flatMap(({ call, func }) => {
      const [first] = argumentsOf(call);
      return first && siteOf(program, call, func).from === 'vuex' ? [program.evaluate(first, func)] : [];
    }),
  );
}

function modulesOf(program: Program, store: Value): Kept[] {
  const modules = program.member(store, 'modules');
  if (modules.kind !== 'object') return [];
  return modules.node.properties.flatMap((one): Kept[] => {
    if (one.type !== 'ObjectProperty' || one.key.type !== 'Identifier') return [];
    const value = program.evaluate(bare(one.value), modules.func);
    const holder =
      value.kind === 'module' ? value.module.top : value.kind === 'object' ? value.func : undefined;
    const mutations = program.member(value, 'mutations');
    const state = stateNode(program, program.member(value, 'state'));
    if (!holder || mutations.kind !== 'object' || !state) return [];
    const leavers = [...functionsIn(mutations), ...leaversIn(mutations.node, mutations.func)];
    return [
      { name: one.key.name, state, leavers: [...new Set(leavers)], source: holder, node: one, func: holder },
    ];
  });
}

/** Mutations that are written with a computed name: `[types.LOGOUT](state) { … }`. */
function functionsIn({ node, func }: Extract<Value, { kind: 'object' }>): Func[] {
  return node.properties.flatMap((one) => {
    if (one.type === 'SpreadElement' || !one.computed) return [];
    const body = one.type === 'ObjectMethod' ? one : bare(one.value);
    const { text: source } = func.module();
    const key = source.slice(one.key.start ?? 0, one.key.end ?? 0);
    if (!isFunction(body) || !/log_?out|sign_?out|reset|clear|purge/i.test(key)) return [];
    return func.module().funcs.filter((each) => each.node === body);
  });
}

function has(options: Value, name: string): boolean {
  return options.kind === 'object' && propertyOf(options.node, name) !== undefined;
}

function textIn(program: Program, options: Value, name: string): string | undefined {
  const property = options.kind === 'object' ? propertyOf(options.node, name) : undefined;
  if (property?.type !== 'ObjectProperty' || options.kind !== 'object') return undefined;
  const said = constantOf(program, property.value, options.func);
  return typeof said === 'string' ? said : undefined;
}

/** The names in a list; undefined where it cannot be read. */
function namesIn(program: Program, options: Value, name: string): string[] | undefined {
  const property = options.kind === 'object' ? propertyOf(options.node, name) : undefined;
  const list: t.Node | undefined = property?.type === 'ObjectProperty' ? bare(property.value) : undefined;
  if (list?.type !== 'ArrayExpression' || options.kind !== 'object') return undefined;
  return list.elements.flatMap((one) => {
    const said = one && constantOf(program, one, options.func);
    return typeof said === 'string' ? [said] : [];
  });
}
