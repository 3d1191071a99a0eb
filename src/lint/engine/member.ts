import { bare, keyOf, propertyName } from './ast.ts';
import { attachedTo } from './attached.ts';
import { opaque, UNKNOWN } from './values.ts';
import { funcOf } from './lookup.ts';
import type { Program } from './program.ts';
import { actionOf } from './pinia.ts';
import { reducerOf } from './redux.ts';
import { memberOfParameter } from './type-members.ts';
import type { Cls, Func, Value } from './types.ts';
import type * as t from '@babel/types';

/** How far a chain of classes is followed upwards. */
const GENERATIONS = 6;

/** What `value.name` is. */
export function memberOf(program: Program, value: Value, name: string): Value {
  switch (value.kind) {
    case 'object':
      return ofObject(program, value.node, value.func, name);
    case 'instance':
      return ofInstance(program, value.cls, name);
    case 'class':
      return ofInstance(program, value.cls, name);
    case 'module':
      return name === 'default' && !value.module.exports.has('default')
        ? program.exported(value.module, 'default')
        : program.exported(value.module, name);
    case 'opaque': {
      const { origin, path, call } = value;
      return (
        reducerOf(program, value, name) ??
        actionOf(program, value, name) ??
        memberOfParameter(program, value, name) ??
        attachedTo(program, value, name) ?? { kind: 'opaque', origin, path: [...path, name], call }
      );
    }
    case 'function':
      return name === 'bind' || name === 'call' || name === 'apply' ? value : UNKNOWN;
    default:
      return UNKNOWN;
  }
}

function ofObject(program: Program, node: t.ObjectExpression, func: Func, name: string): Value {
  for (const one of node.properties.toReversed()) {
    if (one.type === 'SpreadElement') {
      const inner = program.member(program.evaluate(one.argument, func), name);
      if (inner.kind !== 'opaque') return inner;
    } else if (propertyName(one) === name) {
      if (one.type === 'ObjectProperty') return program.evaluate(one.value, func);
      const method = funcOf(one, func);
      if (!method) return UNKNOWN;
      return one.kind === 'get' ? program.answer(method) : { kind: 'function', func: method };
    }
  }
  return opaque({ kind: 'unknown', name });
}

function ofInstance(program: Program, cls: Cls, name: string): Value {
  let from: Cls = cls;
  for (let generation = 0; generation < GENERATIONS; generation += 1) {
    const method = from.methods.get(name);
    if (method) {
      const isGetter = method.node.type === 'ClassMethod' && method.node.kind === 'get';
      return isGetter ? program.answer(method) : { kind: 'function', func: method };
    }
    const field = from.fields.get(name);
    if (field) {
      const value = field.value ? program.evaluate(field.value, field.func) : UNKNOWN;
      if (value !== UNKNOWN || !field.type) return value;
      const typed = program.typeValue(field.type, field.func);
      return typed === UNKNOWN ? ofParameterField(field.func, name) : typed;
    }
    const { superClass } = from.node;
    if (!superClass) break;
    const above = program.evaluate(bare(superClass), from.func);
    if (above.kind === 'opaque') return { ...above, path: [...above.path, 'new', name] };
    if (above.kind !== 'class') break;
    from = above.cls;
  }
  // An abstract method means that of the one class that has it.
  const [only, second] = program.implementersOf(cls.name);
  if (only && !second && only !== cls && isAbstract(cls, name)) return ofInstance(program, only, name);
  return opaque({ kind: 'unknown', name: cls.name }, [name]);
}

/** `constructor(private readonly deps: { users: Users })`: what is in it is told by the type of the parameter. */
function ofParameterField(func: Func, name: string): Value {
  if (func.node.type === 'File') return UNKNOWN;
  const index = func.node.params.findIndex(
    (one) =>
      one.type === 'TSParameterProperty' &&
      one.parameter.type === 'Identifier' &&
      one.parameter.name === name,
  );
  return index < 0 ? UNKNOWN : opaque({ kind: 'parameter', name, func, index });
}

function isAbstract(cls: Cls, name: string): boolean {
  return cls.node.body.body.some(
    (one) => one.type === 'TSDeclareMethod' && keyOf(one.key, one.computed === true) === name,
  );
}
