import type * as t from '@babel/types';
import { argumentsOf, chainOf, isCall, isFunction, type Call } from '../../engine/ast.ts';
import { funcOf } from '../../engine/lookup.ts';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import { chainOn } from './promises.ts';
import { textOf } from '../site.ts';

/** Calls of each, which throw away what they are answered. */
const EACH = /^(forEach|each|forEachRight|eachRight|forIn|forOwn)$/;
/** Calls whose own answer holds what they are answered. */
const HOLDS = /^(map|flatMap|then|catch|finally|all|allSettled|any|race|filter)$/;
/** What is put off until the answer has left. */
const AFTERWARDS = /^(waitUntil|after|unstable_after|enqueueJob|runInBackground|background)$/;

/** Whether nobody can wait for the answer of a call any more: it is a statement by itself, or a variable that nobody reads. */
export function isLost(call: t.Node, func: Func): boolean {
  const { parents, text } = func.module();
  let inner: t.Node = chainOn(call, func.module()).at(-1)?.call ?? call;
  for (let parent = parents.get(inner); parent; inner = parent, parent = parents.get(parent)) {
    if (parent.type === 'ExpressionStatement') return true;
    if (parent.type === 'VariableDeclarator') {
      if (parent.id.type !== 'Identifier') return false;
      const rest = text.slice(parent.end ?? 0, func.node.end ?? 0);
      return !new RegExp(`(?<![\\w$])${parent.id.name.replaceAll('$', String.raw`\$`)}(?![\\w$])`).test(rest);
    }
    const isThrough =
      parent.type === 'LogicalExpression' ||
      (parent.type === 'ConditionalExpression' && parent.test !== inner) ||
      (parent.type === 'UnaryExpression' && parent.operator === 'void');
    if (!isThrough) return false;
  }
  return false;
}

/** The functions that a call runs without anybody who could wait for them: `ids.forEach(async (id) => …)`. */
export function runUnawaited(program: Program, call: Call, func: Func): Func[] {
  const method = chainOf(call.callee).at(-1) ?? '';
  const isOn = /^(on|once)$/.test(method) && /^['"`](finish|close|response)/.test(firstOf(call, func));
  if (
    !EACH.test(method) &&
    !AFTERWARDS.test(method) &&
    !isOn &&
    !isListAwaited(call, method, func) &&
    !(HOLDS.test(method) && isLost(call, func))
  )
    return [];
  return argumentsOf(call).flatMap((one) => {
    if (isFunction(one)) return funcOf(one, func) ?? [];
    const value =
      one.type === 'Identifier' || one.type === 'MemberExpression' ? program.evaluate(one, func) : undefined;
    return value?.kind === 'function' ? [value.func] : [];
  });
}

/** `await ids.map(async (id) => …)`: who waits for a list waits for nothing in it. */
function isListAwaited(call: Call, method: string, { module }: Func): boolean {
  const { parents } = module();
  const above = parents.get(call);
  return (
    /^(map|flatMap|filter)$/.test(method) &&
    above?.type === 'AwaitExpression' &&
    parents.get(above)?.type === 'ExpressionStatement'
  );
}

/** The calls whose promises are handed to something that lets go of them: `void Promise.all([…])`, `waitUntil(…)`. */
export function heldUnawaited(call: Call, func: Func): Call[] {
  const method = chainOf(call.callee).at(-1) ?? '';
  const isGroup = /^(all|allSettled|any|race)$/.test(method) && isLost(call, func);
  if (!isGroup && !AFTERWARDS.test(method)) return [];
  return argumentsOf(call).flatMap((one) => {
    const parts = one.type === 'ArrayExpression' ? one.elements : [one];
    return parts.flatMap((part) => (part && isCall(part) ? [part] : []));
  });
}

function firstOf(call: Call, func: Func): string {
  const [first] = call.arguments;
  return first ? textOf(first, func) : '';
}
