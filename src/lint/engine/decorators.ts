import type * as t from '@babel/types';
import { argumentsOf, isCall } from './ast.ts';
import type { Cls, Func } from './types.ts';

/** A decorator: `@Post('logout')` has the name Post and one argument. */
export interface Decorator {
  readonly name: string;
  readonly args: readonly t.Expression[];
  readonly node: t.Decorator;
}

export function decoratorsOf({ node }: Func | Cls): Decorator[] {
  if (!('decorators' in node) || !node.decorators) return [];
  return node.decorators.flatMap((one) => {
    const { expression } = one;
    const callee = isCall(expression) ? expression.callee : expression;
    const last = callee.type === 'MemberExpression' ? callee.property : callee;
    if (last.type !== 'Identifier') return [];
    return [{ name: last.name, args: isCall(expression) ? argumentsOf(expression) : [], node: one }];
  });
}
