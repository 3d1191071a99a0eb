import type * as t from '@babel/types';
import { argumentsOf, chainOf, isCall, isFunction, propertyName, type Call } from '../engine/ast.ts';
import { constantOf } from '../engine/constant.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import type { Route } from './route.ts';

/** How far above a resolver its name may stand. */
const HIGHEST = 8;

/** Resolvers of a schema in code: `mutationField('logout', { resolve })`, `fields: { logout: { type, resolve } }`. */
export function fieldRoutes(program: Program): Route[] {
  return program.modules.flatMap(({ funcs }) =>
    funcs.flatMap((func): Route[] => {
      if (func.name !== 'resolve' || func.node.type === 'File') return [];
      const named = nameOf(program, func);
      if (!named) return [];
      const method = named.isQuery ? 'GET' : 'POST';
      return [
        {
          how: 'resolver',
          method,
          path: named.name,
          handler: func,
          before: [],
          node: func.node,
          func: func.outer ?? func,
        },
      ];
    }),
  );
}

/** The first name above a resolver: the key that holds its field, or the text that a call is given before it. */
function nameOf(
  program: Program,
  func: Func,
): { readonly name: string; readonly isQuery: boolean } | undefined {
  const { parents } = func.module();
  let node: t.Node = func.node.type === 'ObjectMethod' ? func.node : (parents.get(func.node) ?? func.node);
  for (let turn = 0; turn < HIGHEST; turn += 1) {
    const parent: t.Node | undefined = parents.get(node);
    if (!parent) return undefined;
    if (parent.type === 'ObjectProperty' && parent.value === node) {
      const name = propertyName(parent);
      return name === undefined ? undefined : { name, isQuery: isQuery(parent, parents) };
    }
    if (isCall(parent)) {
      const name = textGiven(program, parent, node, func);
      if (name !== undefined) return { name, isQuery: /quer/i.test(chainOf(parent.callee).join('.')) };
    } else if (
      parent.type !== 'ObjectExpression' &&
      !isFunction(parent) &&
      !/^(Return|Block)Statement$/.test(parent.type)
    )
      return undefined;
    node = parent;
  }
  return undefined;
}

function textGiven(program: Program, call: Call, inner: t.Node, func: Func): string | undefined {
  const [first] = argumentsOf(call);
  const value = first && first !== inner ? constantOf(program, first, func) : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** Whether the fields belong to a query: by what holds them. */
function isQuery(property: t.Node, parents: ReadonlyMap<t.Node, t.Node>): boolean {
  let node: t.Node | undefined = property;
  for (let turn = 0; node && turn < HIGHEST; turn += 1) {
    if (node.type === 'VariableDeclarator')
      return node.id.type === 'Identifier' && /quer/i.test(node.id.name);
    node = parents.get(node);
  }
  return false;
}
