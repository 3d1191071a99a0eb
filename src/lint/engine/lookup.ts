import type * as t from '@babel/types';
import type { Binding, Func, Module, Value } from './types.ts';

/** The binding of a name as seen from `func`, and the function whose scope holds it. */
export function bindingOf(
  name: string,
  func: Func,
): { readonly binding: Binding; readonly func: Func } | undefined {
  for (let scope: Func | undefined = func; scope; scope = scope.outer) {
    const binding = scope.scope.get(name);
    if (binding) return { binding, func: scope };
  }
  return undefined;
}

/** The `Func` of a function that stands in `func`. */
export function funcOf(node: t.Function, func: Func): Func | undefined {
  return func.inner.find((one) => one.node === node) ?? func.module().funcs.find((one) => one.node === node);
}

/** The function that a node of a module stands in. */
export function innermostOf({ funcs, top }: Module, { start, end }: t.Node): Func {
  return (
    funcs.findLast(
      ({ node }) =>
        node.type !== 'File' && (node.start ?? 0) <= (start ?? 0) && (end ?? 0) <= (node.end ?? 0),
    ) ?? top
  );
}

/** What `this` is in a function: the instance of its class, or the object literal it stands in. */
export function thisOf(func: Func): Value | undefined {
  for (let scope: Func | undefined = func; scope; scope = scope.outer) {
    if (scope.cls) return { kind: 'instance', cls: scope.cls };
    const { node, outer } = scope;
    const parents = scope.module().parents;
    const parent = parents.get(node);
    if (node.type !== 'ArrowFunctionExpression') {
      const holder = node.type === 'ObjectMethod' ? parent : parent && parents.get(parent);
      if (holder?.type === 'ObjectExpression' && outer) return { kind: 'object', node: holder, func: outer };
    }
    if (parent?.type === 'ClassProperty' || parent?.type === 'ClassPrivateProperty') {
      const body = parents.get(parent);
      const cls = scope.module().classes.find((one) => one.node.body === body);
      if (cls) return { kind: 'instance', cls };
    }
  }
  return undefined;
}
