import type * as t from '@babel/types';
import type { Call } from '../../engine/ast.ts';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import { effectsOf } from '../../effects/classify.ts';
import { reachOf } from '../../effects/reach.ts';
import { siteOf } from '../../effects/site.ts';
import { shapeOf, spelled } from '../../keys/shape.ts';
import { saysRevoked } from '../../words.ts';
import { isAboutOthers } from '../checking/other-lists.ts';
import { asksBy } from '../checking/asked.ts';
import { revocationReads } from '../checking/revocable.ts';

/** What changes a list, or is about a token itself. */
const NO_LOOK_UP =
  /^(revoke|add|invalidate|black|deny|insert|set|create|put|push|save|delete|remove|del|update|sadd|zadd|mark|purge|clear|end|sign|verify|log|warn|error|info|debug)/i;
const ASKS =
  /^(find|get|exists|is|has|load|fetch|look_?up|check|read|select|contains|s_?m?is_?member|h_?get|h_?exists|z_?score|ttl)/i;

/** Whether a call asks a list of revoked tokens, or for one session: by its words, or by what it calls in the program. */
export function lookUpOf(program: Program, call: Call, func: Func): 'list' | 'session' | undefined {
  const { owner, method, given, value, args } = siteOf(program, call, func);
  if (NO_LOOK_UP.test(method)) return undefined;
  if (value.kind === 'function') {
    const { effects, funcs } = reachOf(program, value.func);
    if (effects.some(({ kind }) => kind === 'write' || kind === 'verify')) return undefined;
    if (revocationReads(program).some((one) => funcs.has(one))) return 'list';
    if (!effects.some(({ kind }) => kind === 'read' || kind === 'unknown')) return undefined;
  }
  const site = siteOf(program, call, func);
  if (saysRevoked(`${owner}.${method} ${given}`)) return isAboutOthers(owner, site) ? undefined : 'list';
  // The name of the list may stand in the function that makes its keys, or be that of the function that asks.
  const [key] = args;
  if (key && ASKS.test(method) && value.kind === 'opaque') {
    const said = spelled(shapeOf(program, key, func));
    const isList =
      saysRevoked(`${func.name} ${func.cls?.name ?? ''}`) ||
      saysRevoked(said) ||
      (/logged_?-?out|signed_?-?out|kicked|ended|dead/i.test(said) && asksBy(given));
    if (isList && effectsOf(program, func).some(({ kind, node }) => kind === 'read' && node === call))
      return 'list';
  }
  return ASKS.test(method) && /session/i.test(`${owner}.${method}`) && asksBy(given) ? 'session' : undefined;
}

export function isIn(node: t.Node, outer: t.Node): boolean {
  return (node.start ?? 0) >= (outer.start ?? 0) && (node.end ?? 0) <= (outer.end ?? 0);
}
