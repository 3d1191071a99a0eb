import type * as t from '@babel/types';
import { bare, chainOf, isCall, keyOf, propertyName } from './ast.ts';

/** Calls whose function argument is not what the variable around them is called after. */
const CONSUMERS =
  /^(then|catch|finally|map|filter|reduce|some|every|find|forEach|get|post|put|patch|delete|all|use|on|once|addListener|subscribe|pipe|setTimeout|setInterval|promise)$/i;

/** What a function is called: by itself, or by the variable, property or export that holds it. */
export function nameOfFunction(node: t.Function, parents: ReadonlyMap<t.Node, t.Node>, file: string): string {
  if ('id' in node && node.id) return node.id.name;
  if (node.type === 'ObjectMethod') return propertyName(node) ?? '';
  if (node.type === 'ClassMethod' || node.type === 'ClassPrivateMethod')
    return keyOf(node.key, 'computed' in node && node.computed) ?? '';
  return nameOfHolder(node, parents, file);
}

/** What holds an expression, seen through wrappers: `const logout = handled(async () => …)`. */
export function nameOfHolder(node: t.Node, parents: ReadonlyMap<t.Node, t.Node>, file: string): string {
  let inner = node;
  for (let parent = parents.get(inner); parent; parent = parents.get(inner)) {
    switch (parent.type) {
      case 'VariableDeclarator':
        return parent.id.type === 'Identifier' ? parent.id.name : '';
      case 'AssignmentExpression': {
        const last = chainOf(parent.left).at(-1) ?? '';
        return last === 'exports' ? nameOfFile(file) : last;
      }
      case 'ObjectProperty':
        return parent.value === inner ? (propertyName(parent) ?? '') : '';
      case 'ClassProperty':
      case 'ClassPrivateProperty':
        return keyOf(parent.key, 'computed' in parent && parent.computed) ?? '';
      case 'ExportDefaultDeclaration':
        return nameOfFile(file);
      default:
        if (isCall(parent)) {
          if (parent.callee === inner || CONSUMERS.test(chainOf(parent.callee).at(-1) ?? '')) return '';
        } else if (bare(parent) !== bare(inner)) return '';
        inner = parent;
    }
  }
  return '';
}

/** The name of a file without its folder and ending, unless that says nothing. */
export function nameOfFile(file: string): string {
  const [base = ''] = (file.split('/').at(-1) ?? '').split('.');
  return /^(index|route|routes|router|main|app|server|page|handler)$/.test(base) ? '' : base;
}
