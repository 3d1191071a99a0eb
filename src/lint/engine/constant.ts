import type * as t from '@babel/types';
import { bare, isMember, propertyName, propertyOf } from './ast.ts';
import { bindingOf } from './lookup.ts';
import { exportedNode } from './modules.ts';
import type { Program } from './program.ts';
import { settingOf } from './settings.ts';
import type { Func, Module } from './types.ts';

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
  const told = (one: t.Node, where: Func): Constant | undefined => constantOf(program, one, where, depth + 1);
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
      if (typeof value === 'string' && node.operator === '+' && value.trim() !== '') return Number(value);
      if (typeof value !== 'number') return undefined;
      return node.operator === '-' ? -value : node.operator === '+' ? value : undefined;
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
      if (isCast) return first && first.type !== 'SpreadElement' ? of(first) : undefined;
      return answered(program, node, func, depth) ?? settingOf(program, node, func, told);
    }
    default:
      return elsewhere(program, node, func, depth);
  }
}

/** A name, or a member of an object: its value where it is defined. */
function elsewhere(program: Program, node: t.Node, func: Func, depth: number): Constant | undefined {
  const value = program.evaluate(node, func);
  if (value.kind === 'literal') return value.value;
  const found = node.type === 'Identifier' ? bindingOf(node.name, func) : undefined;
  if (found?.binding.kind === 'variable') {
    const { init, path, fallback } = found.binding;
    const own = init && path.length === 0 ? constantOf(program, init, found.func, depth + 1) : undefined;
    if (own !== undefined) return own;
    if (fallback) return constantOf(program, fallback, found.func, depth + 1);
  }
  if (found?.binding.kind === 'import') {
    const module = program.module(found.binding.specifier, func.file);
    const own = module && inModule(program, module, found.binding.name, depth);
    if (own !== undefined) return own;
  }
  if (isMember(node)) {
    const own = inObject(program, node, func, depth);
    if (own !== undefined) return own;
  }
  return settingOf(program, node, func, (one, where) => constantOf(program, one, where, depth + 1));
}

/** `lifetimes.access`, where that is `15 * MINUTE`: what can be told is more than what is a literal. */
function inObject(
  program: Program,
  node: t.MemberExpression | t.OptionalMemberExpression,
  func: Func,
  depth: number,
): Constant | undefined {
  const name = propertyName(node);
  const holder = name === undefined ? undefined : program.evaluate(node.object, func);
  if (name !== undefined && holder?.kind === 'module') return inModule(program, holder.module, name, depth);
  if (name === undefined || holder?.kind !== 'object') return undefined;
  const property = propertyOf(holder.node, name);
  return property?.type === 'ObjectProperty'
    ? constantOf(program, property.value, holder.func, depth + 1)
    : undefined;
}

function inModule(program: Program, module: Module, name: string, depth: number): Constant | undefined {
  const found = exportedNode(program, module, name);
  return found && constantOf(program, found.node, found.func, depth + 1);
}

/** What a function of the program answers that has one answer only, and is given nothing. */
function answered(program: Program, node: t.CallExpression, func: Func, depth: number): Constant | undefined {
  const value = node.arguments.length === 0 ? program.evaluate(node.callee, func) : undefined;
  const [answer, other] = value?.kind === 'function' ? value.func.returns : [];
  if (value?.kind !== 'function' || !answer || other) return undefined;
  return constantOf(program, answer, value.func, depth + 1);
}

function combined(operator: string, left?: Constant, right?: Constant): Constant | undefined {
  if (operator === '+' && left !== undefined && right !== undefined && left !== null && right !== null) {
    return typeof left === 'number' && typeof right === 'number'
      ? left + right
      : String(left) + String(right);
  }
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  if (operator === '*') return left * right;
  if (operator === '**') return left ** right;
  if (operator === '-') return left - right;
  return operator === '/' ? left / right : undefined;
}
