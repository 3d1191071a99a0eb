import type * as t from '@babel/types';
import { argumentsOf, bare, propertyOf } from '../engine/ast.ts';
import { constantOf } from '../engine/constant.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { siteOf, textOf } from '../effects/site.ts';
import { isSetToNothing } from '../persist/emptied.ts';
import { keptRefs } from '../persist/refs.ts';
import { slicesOf, survives } from '../persist/slices.ts';
import { keptPinia } from '../persist/pinia.ts';
import { keptModules } from '../persist/vuex.ts';
import { keptStores } from '../persist/zustand.ts';
import { clientLogoutsOf } from '../entries/client-logouts.ts';
import type { Finding } from '../finding.ts';
import { advice, findingAt } from '../report.ts';
import type { Rule } from '../rule.ts';
import { withoutComments } from '../tokens/checking/deeds.ts';

export const persistNotPurged: Rule = {
  id: 'persist-not-purged',
  level: 'warning',
  summary: 'What is persisted of one user survives the logout, and is there for the next.',
  cwe: ['CWE-524', 'CWE-212'],
  asvs: '14.3.1',
  check,
};

/** Slices that hold something of a person. */
const PERSONAL =
  /user|auth|account|profile|session|customer|member|\bme\b|patient|order|cart|basket|message|chat|notification|wallet|balance|address|employee|token|favou?rite|wish/i;

function check(program: Program): readonly Finding[] {
  if (clientLogoutsOf(program).length === 0 || purges(program)) return [];
  const stores = keptStores(program)
    .filter(({ name, state }) => PERSONAL.test(name) || /\b(user|token|email|profile|session)\b/i.test(state))
    .filter(({ state }) => !isSetToNothing(program, state))
    .map(({ name, node, func }) =>
      finding([name], func, node, `Set the store anew at logout, and call its persist.clearStorage().`),
    );
  const kept = [...keptModules(program), ...keptPinia(program)];
  const ofVue = [...new Set(kept.map(({ node }) => node))].flatMap((node) => {
    const all = kept.filter((one) => one.node === node);
    return all[0]
      ? [
          finding(
            all.map(({ name }) => name),
            all[0].func,
            node,
            'Set the store anew at logout: $reset(), or a mutation that answers the first state.',
          ),
        ]
      : [];
  });
  const refs = keptRefs(program).map(({ name, node, func }) =>
    finding([name], func, node, 'Set it to nothing at logout, or remove its key from the storage.'),
  );
  return [...stores, ...ofVue, ...refs, ...reducers(program)];
}

function reducers(program: Program): Finding[] {
  const calls = [...program.callsOf('persistReducer'), ...program.callsOf('persistCombineReducers')];
  return calls.flatMap(({ call, func }) => {
    const [config, reducer] = argumentsOf(call);
    if (!config || !reducer || siteOf(program, call, func).from !== 'redux-persist') return [];
    const kept = survivors(program, config, reducer, func);
    if (kept.length === 0) return [];
    return [
      finding(
        kept,
        func,
        call,
        'await persistor.purge() at logout, or answer the logout action with the initial state in the root reducer.',
      ),
    ];
  });
}

function finding(kept: readonly string[], func: Func, node: t.Node, how: string): Finding {
  const names = kept.map((name) => `“${name}”`).join(', ');
  return findingAt(persistNotPurged, func, node, {
    message: `${names} of the last user stays in storage after logout: nothing purges it or resets it. Purge the storage at logout, or reset the state.`,
    fix: advice(how),
  });
}

/** Whether anything in the program empties what was persisted. */
function purges(program: Program): boolean {
  return program.modules.some(({ text }) => {
    const plain = withoutComments(text);
    return /\bpurge(StoredState)?\s*\(|\bPURGE\b(?![^\n]*ignored)(?=\s*[,:)\]]*\s*(?:=>|\{|\())|localStorage\s*\.\s*clear\(|removeItem\(\s*['"`]persist:|AsyncStorage\s*\.\s*clear\(|resettable|createLogoutThunk/.test(
      plain,
    );
  });
}

function survivors(program: Program, config: t.Expression, reducer: t.Expression, func: Func): string[] {
  const value = program.evaluate(reducer, func);
  const slices = slicesOf(program, value);
  if (!slices) {
    // One slice by itself, or a root reducer that is a function.
    const key = keyOf(program, config, func);
    return key !== undefined &&
      PERSONAL.test(`${key} ${textOf(reducer, func)}`) &&
      survives(program, value) === true
      ? [key]
      : [];
  }
  const { names, open } = persisted(program, config, func);
  return slices
    .filter(({ name, node, at }) => {
      const isPersisted = names.keep ? names.keep.includes(name) : !names.drop.includes(name) && !open;
      return isPersisted && PERSONAL.test(name) && survives(program, program.evaluate(node, at)) === true;
    })
    .map(({ name }) => name);
}

function persisted(
  program: Program,
  config: t.Expression,
  func: Func,
): { names: { keep: string[] | undefined; drop: string[] }; open: boolean } {
  const value = program.evaluate(config, func);
  if (value.kind !== 'object') return { names: { keep: undefined, drop: [] }, open: true };
  const list = (name: string): string[] | undefined => {
    const property = propertyOf(value.node, name);
    const inner = property?.type === 'ObjectProperty' ? bare(property.value) : undefined;
    if (inner?.type !== 'ArrayExpression') return undefined;
    return inner.elements.flatMap((one) => {
      const said = one && constantOf(program, one, value.func);
      return typeof said === 'string' ? [said] : [];
    });
  };
  return { names: { keep: list('whitelist'), drop: list('blacklist') ?? [] }, open: false };
}

function keyOf(program: Program, config: t.Expression, func: Func): string | undefined {
  const value = program.evaluate(config, func);
  const property = value.kind === 'object' ? propertyOf(value.node, 'key') : undefined;
  const said =
    property?.type === 'ObjectProperty' && value.kind === 'object'
      ? constantOf(program, property.value, value.func)
      : undefined;
  return typeof said === 'string' ? said : undefined;
}
