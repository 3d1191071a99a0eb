import type * as t from '@babel/types';
import { argumentsOf, bare, chainOf, isCall, isMember, propertyName, type Call } from '../engine/ast.ts';
import type { Func } from '../engine/types.ts';

/** One call in a chain of calls. */
export interface Step {
  readonly name: string;
  readonly args: readonly t.Expression[];
  /** The names before it, up to the call before: `prisma refreshToken` of `prisma.refreshToken.create()`. */
  readonly before: readonly string[];
}

/** The calls of a chain, from the inside: `db delete(t) where(…)`. Undefined for one that is the inside of another. */
export function stepsOf(call: Call, func: Func): Step[] | undefined {
  const above = func.module().parents.get(call);
  if (above && isMember(above) && above.object === call) return undefined;
  const steps: Step[] = [];
  for (let node: t.Node = call; isCall(node);) {
    const callee: t.Node = bare(node.callee);
    const names: string[] = [];
    let inner: t.Node = callee;
    while (isMember(inner)) {
      names.unshift(propertyName(inner) ?? '[]');
      inner = bare(inner.object);
    }
    if (!isCall(inner)) names.unshift(...chainOf(inner));
    steps.unshift({ name: names.at(-1) ?? '', args: argumentsOf(node), before: names.slice(0, -1) });
    node = inner;
  }
  return steps;
}
