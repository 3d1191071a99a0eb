import type * as t from '@babel/types';
import { argumentsOf } from '../../engine/ast.ts';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import { saysRevoked } from '../../words.ts';
import type { Effect } from '../effect.ts';
import { reachOf } from '../reach.ts';

export function isIn(node: t.Node, outer: t.Node): boolean {
  return (node.start ?? 0) >= (outer.start ?? 0) && (node.end ?? 0) <= (outer.end ?? 0);
}

function isCertain({ kind, site }: Effect): boolean {
  return kind === 'write' || (kind === 'unknown' && saysRevoked(site?.method ?? ''));
}

/** Whether one of some effects happens in a part of a function: by itself, or in what is called or named there. */
export function happensIn(program: Program, part: t.Node, func: Func, effects: readonly Effect[]): boolean {
  if (effects.some((one) => one.func.file === func.file && isIn(one.node, part))) return true;
  const does = (callee: t.Node, where: Func): boolean => {
    const value = program.evaluate(callee, where);
    return (
      value.kind === 'function' &&
      reachOf(program, value.func).effects.some((one) => effects.includes(one) && isCertain(one))
    );
  };
  const funcs = [func, ...func.inner.filter(({ node }) => isIn(node, part))];
  return funcs.some((one) =>
    one.calls.some(
      (call) =>
        isIn(call, part) &&
        (does(call.callee, one) ||
          argumentsOf(call).some(
            (given) => /^(Identifier|MemberExpression)$/.test(given.type) && does(given, one),
          )),
    ),
  );
}
