import type * as t from '@babel/types';
import type { Call } from '../engine/ast.ts';
import { nameOfHolder } from '../engine/name.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import { effectsOf } from '../effects/classify.ts';
import { reachOf } from '../effects/reach.ts';
import { siteOf } from '../effects/site.ts';
import { saysRevoked } from '../words.ts';
import { asksBy } from './asked.ts';
import { revocationReads } from './revocable.ts';

/** What changes a list, or is about a token itself. */
const NO_LOOK_UP =
  /^(revoke|add|invalidate|black|deny|insert|set|create|put|push|save|delete|remove|del|update|sadd|zadd|mark|purge|clear|end|sign|verify|log|warn|error|info|debug)/i;
const ASKS = /^(find|get|exists|is|has|load|fetch|look_?up|check|read|select|contains)/i;

/** Whether a call asks a list of revoked tokens, or for one session: by its words, or by what it calls in the program. */
export function lookUpOf(program: Program, call: Call, func: Func): 'list' | 'session' | undefined {
  const { owner, method, given, value } = siteOf(program, call, func);
  if (NO_LOOK_UP.test(method)) return undefined;
  if (value.kind === 'function') {
    const { effects, funcs } = reachOf(program, value.func);
    if (effects.some(({ kind }) => kind === 'write' || kind === 'verify')) return undefined;
    if (revocationReads(program).some((one) => funcs.has(one))) return 'list';
    if (!effects.some(({ kind }) => kind === 'read' || kind === 'unknown')) return undefined;
  }
  if (saysRevoked(`${owner}.${method} ${given}`)) return 'list';
  return ASKS.test(method) && /session/i.test(`${owner}.${method}`) && asksBy(given) ? 'session' : undefined;
}

/** What a function has verified, and the variables that hold it; an empty name where it is in none. */
export function verifiedIn(program: Program, func: Func): { readonly name: string; readonly node: t.Node }[] {
  const { parents } = func.module();
  const own = effectsOf(program, func).flatMap(({ kind, node }) => (kind === 'verify' ? [node] : []));
  const called = func.calls.filter((call) => {
    const { value } = siteOf(program, call, func);
    return (
      value.kind === 'function' && reachOf(program, value.func).effects.some(({ kind }) => kind === 'verify')
    );
  });
  return [...own, ...called].flatMap((node) => {
    const around = parents.get(node);
    const name = nameOfHolder(node, parents, '') || (around ? nameOfHolder(around, parents, '') : '');
    return [{ name, node }];
  });
}

export function isIn(node: t.Node, outer: t.Node): boolean {
  return (node.start ?? 0) >= (outer.start ?? 0) && (node.end ?? 0) <= (outer.end ?? 0);
}
