import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { siteOf } from '../effects/site.ts';

/**
 * The functions that call this one, or the named ones around them. Those too that call something of its name which cannot be
 * seen, unless they have to be `sure`.
 */
export function callersOf(program: Program, func: Func, sure = false): readonly Func[] {
  if (func.name === '') return [];
  const found = new Set<Func>();
  for (const { call, func: caller } of program.callsOf(func.name)) {
    const { value } = siteOf(program, call, caller);
    const isIt = value.kind === 'function' ? value.func === func : !sure && value.kind === 'opaque';
    if (isIt && caller !== func) found.add(namedAround(caller));
  }
  return [...found];
}

/** The nearest function around that has a name; callbacks have none. */
export function namedAround(func: Func): Func {
  let around = func;
  while (around.name === '' && around.outer && around.outer.node.type !== 'File') around = around.outer;
  return around;
}
