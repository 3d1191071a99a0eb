import type * as t from '@babel/types';
import { argumentsOf, bare, chainOf, isCall, isFunction, isMember, propertyName, type Call } from './ast.ts';
import { bindingOf, funcOf, thisOf } from './lookup.ts';
import { contextValue } from './context.ts';
import { handedOn } from './handed-on.ts';
import { injected } from './injected.ts';
import type { Program } from './program.ts';
import { typedMember } from './type-members.ts';
import { following, isKnown, opaque, UNKNOWN } from './values.ts';
import type { Binding, Func, Value } from './types.ts';

/** What an expression in `func` stands for. Never throws; what goes round in circles is unknown. */
export function evaluate(program: Program, expression: t.Node, func: Func): Value {
  const node = bare(expression);
  const known = program.values.get(node);
  if (known) return known;
  program.values.set(node, UNKNOWN);
  const value = compute(program, node, func);
  program.values.set(node, value);
  return value;
}

function compute(program: Program, node: t.Node, func: Func): Value {
  if (isFunction(node)) {
    const found = funcOf(node, func);
    return found ? { kind: 'function', func: found } : UNKNOWN;
  }
  if (isMember(node)) {
    const name = propertyName(node);
    return name === undefined ? UNKNOWN : program.member(program.evaluate(node.object, func), name);
  }
  if (isCall(node)) return called(program, node, func);
  switch (node.type) {
    case 'Identifier':
      return named(program, node.name, func);
    case 'ThisExpression':
      return thisOf(func) ?? opaque({ kind: 'unknown', name: 'this' });
    case 'ObjectExpression':
      return { kind: 'object', node, func };
    case 'ClassExpression': {
      const cls = func.module().classes.find((one) => one.node === node);
      return cls ? { kind: 'class', cls } : UNKNOWN;
    }
    case 'StringLiteral':
    case 'NumericLiteral':
    case 'BooleanLiteral':
      return { kind: 'literal', value: node.value };
    case 'NullLiteral':
      return { kind: 'literal', value: null };
    case 'LogicalExpression': {
      const left = program.evaluate(node.left, func);
      return isKnown(left) && node.operator !== '&&' ? left : program.evaluate(node.right, func);
    }
    case 'ConditionalExpression': {
      const one = program.evaluate(node.consequent, func);
      return isKnown(one) ? one : program.evaluate(node.alternate, func);
    }
    case 'AssignmentExpression':
      return program.evaluate(node.right, func);
    case 'SequenceExpression': {
      const last = node.expressions.at(-1);
      return last ? program.evaluate(last, func) : UNKNOWN;
    }
    default:
      return UNKNOWN;
  }
}

/** What a name stands for in `func`. */
export function named(program: Program, name: string, func: Func): Value {
  const found = bindingOf(name, func);
  return found ? bound(program, found.binding, name, found.func) : opaque({ kind: 'global', name });
}

function bound(program: Program, binding: Binding, name: string, func: Func): Value {
  switch (binding.kind) {
    case 'import':
      return program.imported(binding.specifier, binding.name, func.file);
    case 'function':
      return { kind: 'function', func: binding.func };
    case 'class':
      return { kind: 'class', cls: binding.cls };
    case 'variable': {
      const { init, type, path } = binding;
      const value = init ? program.evaluate(init, binding.func) : UNKNOWN;
      const whole = isKnown(value) || !type ? value : program.typeValue(type, binding.func);
      const found = path.reduce((inner, step) => program.member(inner, step), whole);
      return isKnown(found) ? found : opaque({ kind: 'unknown', name }, []);
    }
    case 'parameter': {
      const typed = binding.type && program.typeValue(binding.type, binding.func);
      if (typed && isKnown(typed)) return typed;
      const { index, path } = binding;
      const [step] = path;
      const member =
        step !== undefined && path.length === 1 ? typedMember(program, binding.func, index, step) : undefined;
      if (member) return member;
      const given = path.length < 2 ? injected(program, path[0] ?? name, binding.func) : undefined;
      if (given) return given;
      return opaque({ kind: 'parameter', name, func: binding.func, index }, path);
    }
    default:
      return opaque({ kind: 'unknown', name });
  }
}

function called(program: Program, node: Call, func: Func): Value {
  const [first] = argumentsOf(node);
  if (
    node.callee.type === 'Import' ||
    (node.callee.type === 'Identifier' && node.callee.name === 'require')
  ) {
    if (first?.type === 'StringLiteral') return program.imported(first.value, '*', func.file);
  }
  const callee = program.evaluate(node.callee, func);
  if (node.type === 'NewExpression') {
    if (callee.kind === 'class') return { kind: 'instance', cls: callee.cls };
    return callee.kind === 'opaque' ? following(callee, 'new', node, func) : UNKNOWN;
  }
  if (callee.kind === 'function') {
    const isBound = isMember(bare(node.callee)) && chainOf(node.callee).at(-1) === 'bind';
    return isBound ? callee : answered(program, callee.func, node, func);
  }
  if (callee.kind !== 'opaque') return UNKNOWN;
  const handed = handedOn(program, node);
  if (handed) return handed;
  const { origin, path } = callee;
  const name = path.at(-1) ?? (origin.kind === 'global' ? origin.name : '');
  if (TRANSPARENT.test(name) && first) return program.evaluate(first, func);
  if (origin.kind === 'package') {
    const last = path.at(-1);
    // `useContext(X)` is what the provider of X gives; `inject(X)` is an X.
    if ((last === 'useContext' || last === 'use') && first)
      return contextValue(program, first, func) ?? following(callee, '()', node, func);
    if (last === 'inject' && first) {
      const token = program.evaluate(first, func);
      if (token.kind === 'class') return { kind: 'instance', cls: token.cls };
    }
  }
  return following(callee, '()', node, func);
}

/** Functions that answer what they are given, in other clothes. */
const TRANSPARENT =
  /^(promisify|callbackify|useCallback|useEffectEvent|memo|forwardRef|observer|cache|freeze|deepFreeze|seal)$/;

/** What a call of a function answers. One that is given a function and answers a function is a wrapper of it. */
function answered(program: Program, callee: Func, node: Call, func: Func): Value {
  const answer = answerOf(program, callee);
  if (answer.kind !== 'function') return answer;
  const given = argumentsOf(node).map((one) => program.evaluate(one, func));
  return given.find(({ kind }) => kind === 'function') ?? answer;
}

/** What a function answers: the first of its answers that is known. */
export function answerOf(program: Program, func: Func): Value {
  let other: Value = UNKNOWN;
  for (const one of func.returns) {
    const value = program.evaluate(one, func);
    if (value.kind !== 'opaque' && value.kind !== 'literal') return value;
    if (isKnown(value) && !isKnown(other)) other = value;
  }
  return other;
}
