import type * as t from '@babel/types';
import { bare } from './ast.ts';
import { bindingOf } from './lookup.ts';
import type { Program } from './program.ts';
import type { Func } from './types.ts';

export type Constant = string | number | boolean | null;

/** The value of an expression that can be told without running it: literals, sums, and what `||` falls back to. */
export function constantOf(
  program: Program,
  expression: t.Node,
  func: Func,
  depth = 0,
): Constant | undefined {
  if (depth > 12) return undefined;
  const of = (node: t.Node): Constant | undefined => constantOf(program, node, func, depth + 1);
  const node = bare(expression);
  switch (node.type) {
    case 'StringLiteral':
    case 'NumericLiteral':
    case 'BooleanLiteral':
      return node.value;
    case 'NullLiteral':
      return null;
    case 'TemplateLiteral': {
      const parts = node.quasis.map((one, index) => {
        const hole = node.expressions[index];
        const value = hole && !hole.type.startsWith('TS') ? of(hole) : '';
        return value === undefined ? undefined : `${one.value.cooked ?? ''}${String(value)}`;
      });
      return parts.includes(undefined) ? undefined : parts.join('');
    }
    case 'UnaryExpression': {
      const value = of(node.argument);
      return node.operator === '-' && typeof value === 'number' ? -value : undefined;
    }
    case 'BinaryExpression':
      return node.left.type === 'PrivateName'
        ? undefined
        : combined(node.operator, of(node.left), of(node.right));
    case 'LogicalExpression':
      return node.operator === '&&' ? undefined : (of(node.left) ?? of(node.right));
    case 'ConditionalExpression':
      return of(node.consequent) ?? of(node.alternate);
    case 'CallExpression': {
      const [first] = node.arguments;
      const isCast =
        node.callee.type === 'Identifier' && /^(Number|parseInt|String|ms)$/.test(node.callee.name);
      return isCast && first && first.type !== 'SpreadElement' ? of(first) : undefined;
    }
    default:
      return elsewhere(program, node, func, depth);
  }
}

/** A name, or a member of an object: its value where it is defined. */
function elsewhere(program: Program, node: t.Node, func: Func, depth: number): Constant | undefined {
  const value = program.evaluate(node, func);
  if (value.kind === 'literal') return value.value;
  if (node.type !== 'Identifier') return undefined;
  const found = bindingOf(node.name, func);
  if (found?.binding.kind !== 'variable' || !found.binding.init || found.binding.path.length > 0)
    return undefined;
  return constantOf(program, found.binding.init, found.func, depth + 1);
}

function combined(operator: string, left?: Constant, right?: Constant): Constant | undefined {
  if (operator === '+' && left !== undefined && right !== undefined && left !== null && right !== null) {
    return typeof left === 'number' && typeof right === 'number'
      ? left + right
      : String(left) + String(right);
  }
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  if (operator === '*') return left * right;
  if (operator === '-') return left - right;
  return operator === '/' ? left / right : undefined;
}
