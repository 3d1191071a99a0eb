import { isCall, isMember, propertyName } from '../../engine/ast.ts';
import type { Func } from '../../engine/types.ts';

/** `x.sessions = x.sessions.filter(…)`: what is left is kept, and whether anything was taken out is not asked. */
const KEPT = /[\w\])]\s*=\s*(?:await\s+)?[\w.?!\][]+\.filter\([^;\n]*/g;

/** Whether a function is the callback by which a list is made shorter, and nobody looks at how much shorter it got. */
export function onlyPrunes(func: Func): boolean {
  const { parents } = func.module();
  const call = parents.get(func.node);
  if (!call || !isCall(call) || !isMember(call.callee) || propertyName(call.callee) !== 'filter')
    return false;
  const holder = parents.get(call);
  if (holder && isMember(holder)) return false;
  const outer = func.outer?.node;
  if (!outer || outer.type === 'File') return false;
  return !asksHowMany(func.module().text.slice(outer.start ?? 0, outer.end ?? 0));
}

/** The code of a function without the lists that it only makes shorter. */
export function withoutPruning(text: string): string {
  return asksHowMany(text) ? text : text.replace(KEPT, '');
}

function asksHowMany(text: string): boolean {
  return /\.length\b|\.size\b|isEmpty|\bsome\(|\bincludes\(/.test(text);
}
