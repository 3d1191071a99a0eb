import type * as t from '@babel/types';
import { bare, chainOf, isFunction, type Call } from '../../engine/ast.ts';
import { boundBy } from '../../engine/patterns.ts';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import { saysRevoked } from '../../words.ts';
import type { Effect } from '../effect.ts';
import { decidedIn } from './failures.ts';
import { chainOn } from './promises.ts';
import { catchesForCaller, looksAtFailure } from './wrappers.ts';
import { happensIn } from './within.ts';

/** What never fails, and says in its answer what did: `Promise.allSettled`. */
const SETTLES = /^(allSettled|settle|settleAll|reflect|reflectAll)$/;

/** Calls that hold the failure of one of some effects in their answer, at which nobody looks. */
export function settledUnread(program: Program, func: Func, all: readonly Effect[]): Call[] {
  const effects = all.filter(({ kind, site }) => kind !== 'unknown' || saysRevoked(site?.method ?? ''));
  return func.calls.filter((call) => {
    const settles = SETTLES.test(chainOf(call.callee).at(-1) ?? '');
    const isLost = settles
      ? isUnread(call, func)
      : catchesForCaller(program, call, func) && !looksAtFailure(call, func);
    return isLost && happensIn(program, call, func, effects);
  });
}

/** Whether nobody looks at what a call answers. */
export function isUnread(call: Call, func: Func): boolean {
  const { parents, text } = func.module();
  const links = chainOn(call, func.module());
  const then = links.find(({ method }) => method === 'then');
  if (then) {
    const [callback] = then.call.arguments;
    const node = callback && bare(callback);
    return node !== undefined && isFunction(node) && areUnread(node.params, node.body, text);
  }
  if (links.length > 0) return false;
  let holder = parents.get(call);
  while (
    holder?.type === 'AwaitExpression' ||
    (holder && holder.type !== 'VariableDeclarator' && bare(holder) === call)
  )
    holder = parents.get(holder);
  if (holder?.type === 'ExpressionStatement') return true;
  if (holder?.type !== 'VariableDeclarator') return false;
  return areUnread([holder.id], { start: holder.end, end: func.node.end }, text);
}

/** Whether none of the names that patterns bind is used in a part of the text, but to be counted. */
function areUnread(
  patterns: readonly t.Node[],
  { start, end }: { readonly start?: number | null | undefined; readonly end?: number | null | undefined },
  text: string,
): boolean {
  const rest = decidedIn(text.slice(start ?? 0, end ?? 0));
  return patterns
    .flatMap((one) => boundBy(one))
    .every(
      ({ name }) => !new RegExp(`\\b${name.replaceAll('$', String.raw`\$`)}\\b(?!\\.length\\b)`).test(rest),
    );
}
