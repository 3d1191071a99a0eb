import { argumentsOf, chainOf } from '../engine/ast.ts';
import type { Program } from '../engine/program.ts';
import { reachOf } from '../effects/reach.ts';
import { textOf } from '../effects/site.ts';
import { clientLogoutsOf } from '../entries/client-logouts.ts';

const NOTHING = /^(null|undefined|false|''|""|``|\{\s*\}|\[\s*\]|initial\w*)$/;
const known = new WeakMap<Program, ReadonlySet<string>>();

/** The setters that a logout calls with nothing: `setUser(null)`. */
function settersOf(program: Program): ReadonlySet<string> {
  const before = known.get(program);
  if (before) return before;
  const found = new Set<string>();
  for (const { func: logout } of clientLogoutsOf(program)) {
    for (const func of reachOf(program, logout).funcs) {
      for (const call of func.calls) {
        const [first, second] = argumentsOf(call);
        const name = chainOf(call.callee).at(-1) ?? '';
        if (first && /^[a-z]+[A-Z]\w*$/.test(name) && NOTHING.test(textOf(first, func))) found.add(name);
        // `commit('user/SET_PROFILE', null)`
        if (first?.type === 'StringLiteral' && second && NOTHING.test(textOf(second, func)))
          found.add(first.value.split('/').at(-1) ?? '');
      }
    }
  }
  known.set(program, found);
  return found;
}

/** Whether a logout sets to nothing what the source of a slice or a store has a setter for. */
export function isSetToNothing(program: Program, source: string): boolean {
  return [...settersOf(program)].some(
    (name) => /^\w+$/.test(name) && new RegExp(`\\b${name}\\b`).test(source),
  );
}

/** Whether the program removes what stands in a browser's storage under a name. */
export function isRemoved(program: Program, key: string): boolean {
  const use = new RegExp(`removeItem\\(\\s*['"\`]${key.replace(/[^\w]/g, '\\$&')}['"\`]`);
  return program.modules.some(({ text }) => use.test(text));
}
