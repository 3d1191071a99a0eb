import type * as t from '@babel/types';
import { argumentsOf, bare, isCall, isFunction, propertyOf } from '../engine/ast.ts';
import { constantOf } from '../engine/constant.ts';
import { nameOfHolder } from '../engine/name.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { siteOf, textOf } from '../effects/site.ts';
import { withoutComments } from '../tokens/checking/deeds.ts';
import { saysLogout } from '../words.ts';
import { leaversIn, personalLeft } from './kept-fields.ts';

/** A store of Zustand that is kept in the browser, and that no logout empties. */
export interface KeptStore {
  readonly name: string;
  readonly state: string;
  readonly node: t.Node;
  readonly func: Func;
}

export function keptStores(program: Program): KeptStore[] {
  return program.callsOf('persist').flatMap(({ call, func }): KeptStore[] => {
    const { from } = siteOf(program, call, func);
    const [creator, options] = argumentsOf(call);
    if (from === undefined || !/^zustand(\/|$)/.test(from) || !creator || !options) return [];
    const given = program.evaluate(options, func);
    const property = given.kind === 'object' ? propertyOf(given.node, 'name') : undefined;
    const called =
      property?.type === 'ObjectProperty' && given.kind === 'object'
        ? constantOf(program, property.value, given.func)
        : undefined;
    const { text, parents } = func.module();
    const state = withoutComments(text.slice(creator.start ?? 0, creator.end ?? 0));
    const name = typeof called === 'string' ? called : '';
    if (name === '' || isEmptied(program, nameOfHolder(call, parents, ''), name)) return [];
    if (!saysLogout(state) && !/\breset|clear/i.test(state)) return [{ name, state, node: call, func }];
    // An action of its own that forgets is enough, if it forgets all.
    const left = leftBehind(creator, func);
    const kept = given.kind === 'object' ? partOf(given.node) : undefined;
    const said = kept && textOf(kept, given.kind === 'object' ? given.func : func);
    const personal = left.filter((one) => said === undefined || new RegExp(`\\b${one}\\b`).test(said));
    if (personal.length === 0) return [];
    // Its own logout is where the rest is forgotten.
    const own = leaversIn(creator, func).find((one) => saysLogout(one.name));
    return [{ name, state: personal.join(' '), node: own?.node ?? call, func }];
  });
}

/** What a store begins with, and its own logout does not set. */
function leftBehind(creator: t.Node, func: Func): string[] {
  const state = stateOf(creator);
  return state ? personalLeft(state, leaversIn(creator, func)) : [];
}

/** `(set) => ({ … })`, also within `immer(…)`. */
function stateOf(creator: t.Node): t.ObjectExpression | undefined {
  const node = bare(creator);
  if (isCall(node)) return node.arguments[0] && stateOf(node.arguments[0]);
  if (!isFunction(node)) return undefined;
  const body = bare(node.body);
  if (body.type === 'ObjectExpression') return body;
  const last = body.type === 'BlockStatement' ? body.body.at(-1) : undefined;
  const answer = last?.type === 'ReturnStatement' && last.argument ? bare(last.argument) : undefined;
  return answer?.type === 'ObjectExpression' ? answer : undefined;
}

/** What of the state is kept, where that is said. */
function partOf(options: t.ObjectExpression): t.Node | undefined {
  return propertyOf(options, 'partialize');
}

/** Whether something sets the store anew from outside, or removes what it keeps. */
function isEmptied(program: Program, store: string, name: string): boolean {
  const uses = [`removeItem\\(\\s*['"\`]${escaped(name)}['"\`]`, 'resettable\\('];
  if (store !== '') uses.push(`\\b${escaped(store)}\\.(setState|persist\\.clearStorage|getInitialState)\\b`);
  const use = new RegExp(uses.join('|'));
  return program.modules.some(({ text }) => use.test(withoutComments(text)));
}

function escaped(text: string): string {
  return text.replace(/[^\w]/g, '\\$&');
}
