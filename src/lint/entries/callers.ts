import { argumentsOf } from '../engine/ast.ts';
import { constantOf } from '../engine/constant.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { siteOf } from '../effects/site.ts';
import { ofVuex } from '../effects/client/vuex.ts';

const AUTO = /(^|\/)(utils|composables)\//;

/**
 * The functions that call this one, or the named ones around them. Those too that call something of its name which cannot be
 * seen, unless they have to be `sure`.
 */
export function callersOf(program: Program, func: Func, sure = false): readonly Func[] {
  if (func.name === '') return [];
  const found = new Set<Func>();
  for (const { call, func: caller } of program.callsOf(func.name)) {
    const { value } = siteOf(program, call, caller);
    // Nuxt imports by itself what stands in some folders.
    const isAuto = value.kind === 'opaque' && value.origin.kind === 'global' && AUTO.test(func.file);
    const isIt =
      value.kind === 'function' ? value.func === func : (isAuto || !sure) && value.kind === 'opaque';
    if (isIt && caller !== func) found.add(namedAround(caller));
  }
  // `yield call(logout)`
  for (const name of ['call', 'fork', 'spawn']) {
    for (const { call, func: caller } of program.callsOf(name)) {
      const { value } = siteOf(program, call, caller);
      if (value.kind === 'function' && value.func === func && caller !== func) found.add(namedAround(caller));
    }
  }
  // `commit('logout')`, `dispatch('auth/logout')`
  for (const [name, kind] of [
    ['commit', 'mutations'],
    ['dispatch', 'actions'],
  ] as const) {
    for (const { call, func: caller } of program.callsOf(name)) {
      const [first] = argumentsOf(call);
      const said = first && constantOf(program, first, caller);
      if (typeof said === 'string' && ofVuex(program, kind, said).includes(func))
        found.add(namedAround(caller));
    }
  }
  return [...found];
}

/** The nearest function around that has a name; callbacks have none. */
export function namedAround(func: Func): Func {
  let around = func;
  while (around.name === '' && around.outer && around.outer.node.type !== 'File') around = around.outer;
  return around;
}
