import type * as t from '@babel/types';
import { argumentsOf, bare, chainOf, isCall, isMember } from './ast.ts';
import { bindingOf } from './lookup.ts';
import type { Program } from './program.ts';
import type { Func } from './types.ts';

/**
 * The functions that run when an expression is called as a handler, seen through wrappers: `asyncHandler(f)`,
 * `f.bind(x)`, `[guard, f]`. The last one is the one that does the work.
 */
export function functionsOf(program: Program, expression: t.Node, func: Func, depth = 0): Func[] {
  if (depth > 8) return [];
  const node = bare(expression);
  const of = (one: t.Node): Func[] => functionsOf(program, one, func, depth + 1);
  if (node.type === 'ArrayExpression') {
    const method = methodNamed(program, node, func);
    if (method) return method;
    return node.elements.flatMap((one) => (one && one.type !== 'SpreadElement' ? of(one) : []));
  }
  if (isCall(node)) {
    const { callee } = node;
    if (isMember(callee) && /^(bind|call|apply)$/.test(chainOf(callee).at(-1) ?? ''))
      return of(callee.object);
    const given = argumentsOf(node).flatMap((one) => (mayBeFunction(one) ? of(one) : []));
    if (given.length > 0) return given;
  }
  const value = program.evaluate(node, func);
  if (value.kind === 'function') return isLazy(value.func) ? [] : [value.func];
  if (node.type === 'Identifier') {
    // A variable that holds what a wrapper made of a function.
    const found = bindingOf(node.name, func);
    if (found?.binding.kind === 'variable' && found.binding.init && found.binding.path.length === 0) {
      const init = bare(found.binding.init);
      if (isCall(init)) return functionsOf(program, init, found.func, depth + 1);
    }
  }
  // A class that handles by a method of its own, as in `new LogoutController().handle`.
  if (
    value.kind === 'opaque' &&
    value.call &&
    value.call.at === value.path.length &&
    value.call.node !== node
  ) {
    return functionsOf(program, value.call.node, value.call.func, depth + 1);
  }
  return [];
}

/** `() => import('./controller')` handles nothing by itself. */
function isLazy({ returns }: Func): boolean {
  const [only, second] = returns;
  return only !== undefined && !second && isCall(bare(only)) && chainOf(only)[0] === 'import';
}

/** `[SessionController, 'destroy']`, whose class may be loaded when it is needed: undefined where it is no such pair. */
function methodNamed(program: Program, { elements }: t.ArrayExpression, func: Func): Func[] | undefined {
  const [first, second, third] = elements;
  if (!first || second?.type !== 'StringLiteral' || third || first.type === 'SpreadElement') return undefined;
  const value = program.evaluate(first, func);
  if (value.kind !== 'class' && !(value.kind === 'function' && isLazy(value.func))) return undefined;
  const loaded = value.kind === 'function' ? program.answer(value.func) : value;
  const cls = loaded.kind === 'module' ? program.exported(loaded.module, 'default') : loaded;
  const method = program.member(cls, second.value);
  return method.kind === 'function' ? [method.func] : [];
}

function mayBeFunction(node: t.Node): boolean {
  const { type } = bare(node);
  return (
    type === 'ArrowFunctionExpression' ||
    type === 'FunctionExpression' ||
    type === 'Identifier' ||
    type === 'MemberExpression' ||
    type === 'CallExpression' ||
    type === 'ArrayExpression'
  );
}
