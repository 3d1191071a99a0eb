import type * as t from '@babel/types';
import { argumentsOf, bare, propertyOf, type Call } from '../../engine/ast.ts';
import type { Value } from '../../engine/types.ts';

/** What redux-saga is told to call, and with what. */
interface Told {
  readonly callee: t.Node;
  readonly args: readonly t.Expression[];
}

const SAGA = /^(typed-)?redux-saga(\/|$)/;

/** Whether something comes from redux-saga, and is called like this there. */
export function isSaga(value: Value, name: RegExp): boolean {
  return (
    value.kind === 'opaque' &&
    value.origin.kind === 'package' &&
    SAGA.test(value.origin.name) &&
    name.test(value.path.at(-1) ?? '')
  );
}

/** `call(f, a)`, `call([api, api.delete], a)`, `apply(api, api.delete, [a])`: what runs is f, with a. */
export function toldToSaga(call: Call, callee: Value): Told | undefined {
  const args = argumentsOf(call);
  const [first, second, third] = args;
  if (!first) return undefined;
  if (isSaga(callee, /^(call|fork|spawn|cps)$/)) {
    const node = bare(first);
    const rest = args.slice(1);
    if (node.type === 'ArrayExpression') {
      const method = node.elements[1];
      return method && /Expression|Identifier/.test(method.type)
        ? { callee: bare(method), args: rest }
        : undefined;
    }
    if (node.type === 'ObjectExpression') {
      const fn = propertyOf(node, 'fn');
      return fn?.type === 'ObjectProperty' ? { callee: bare(fn.value), args: rest } : undefined;
    }
    return { callee: node, args: rest };
  }
  if (isSaga(callee, /^apply$/) && second)
    return {
      callee: bare(second),
      args: third?.type === 'ArrayExpression' ? (third.elements as t.Expression[]) : [],
    };
  return isSaga(callee, /^retry$/) && third ? { callee: bare(third), args: args.slice(3) } : undefined;
}
