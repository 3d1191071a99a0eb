import type * as t from '@babel/types';
import { argumentsOf, bare, chainOf, isCall, isFunction, propertyName } from './ast.ts';
import { bindingOf, funcOf } from './lookup.ts';
import type { Program } from './program.ts';
import type { Func, Module, Opaque, Value } from './types.ts';

/** A method that is given to something elsewhere: to a model, a prototype, a server, a request. */
export interface Attached {
  readonly node: t.Node;
  readonly func: Func;
  /** Whether a framework puts it on each request or answer. */
  readonly onRequest: boolean;
}

const HOLDERS = /^(methods|statics|prototype|instanceMethods|classMethods|context)$/;
const GIVES = /^(method|static|decorate|decorateRequest|decorateReply|addMethod|instanceMethod)$/;
const SCHEMAS = /schema|entity|model/i;
/** What libraries call their own methods. */
const THEIRS =
  /^(save|find|findOne|findAll|findById|findByPk|update|delete|remove|get|set|create|exec|then|catch|toJSON|toObject|on|once|emit|send|json|use|end|log|error|query|connect|close|init|add|has|push|status|redirect)$/;

/** Methods by their names: `schema.methods.f = …`, `new Schema({}, { methods: { f() {} } })`, `app.decorate('f', …)`. */
export function indexAttached(modules: readonly Module[]): Map<string, Attached[]> {
  const found = new Map<string, Attached[]>();
  const add = (name: string, one: Attached): void => {
    if (!THEIRS.test(name)) found.set(name, [...(found.get(name) ?? []), one]);
  };
  for (const { funcs } of modules) {
    for (const func of funcs) {
      for (const one of func.assigned) if (one.type === 'AssignmentExpression') ofAssigned(one, func, add);
      for (const call of func.calls) {
        const method = chainOf(call.callee).at(-1) ?? '';
        const [first, second] = argumentsOf(call);
        if (GIVES.test(method) && first?.type === 'StringLiteral' && second)
          add(first.value, { node: second, func, onRequest: /Re(quest|ply)$/.test(method) });
        else if (call.type === 'NewExpression' && SCHEMAS.test(method) && second)
          for (const group of groupsIn(second)) ofObject(group, func, add);
        else if (method === 'loadClass' && first?.type === 'Identifier') ofClass(first.name, func, add);
      }
    }
  }
  return found;
}

type Add = (name: string, one: Attached) => void;

/** `schema.methods.f = …`, and `schema.methods = { f() {} }`. */
function ofAssigned({ left, right }: t.AssignmentExpression, func: Func, add: Add): void {
  const chain = chainOf(left);
  const last = chain.at(-1) ?? '';
  if (chain.length > 2 && HOLDERS.test(chain.at(-2) ?? ''))
    add(last, { node: right, func, onRequest: false });
  const whole = bare(right);
  if (chain.length > 1 && HOLDERS.test(last) && whole.type === 'ObjectExpression') ofObject(whole, func, add);
}

function ofObject(node: t.ObjectExpression, func: Func, add: Add): void {
  for (const one of node.properties) {
    const name = one.type === 'SpreadElement' ? undefined : propertyName(one);
    if (name === undefined) continue;
    const given = one.type === 'ObjectProperty' ? one.value : one;
    add(name, { node: given, func, onRequest: false });
  }
}

function groupsIn(options: t.Node): t.ObjectExpression[] {
  const whole = bare(options);
  if (whole.type !== 'ObjectExpression') return [];
  return whole.properties.flatMap((one) => {
    const inner =
      one.type === 'ObjectProperty' && HOLDERS.test(propertyName(one) ?? '') ? bare(one.value) : one;
    return inner.type === 'ObjectExpression' ? [inner] : [];
  });
}

function ofClass(name: string, func: Func, add: Add): void {
  const found = bindingOf(name, func);
  if (found?.binding.kind !== 'class') return;
  for (const [method, { node }] of found.binding.cls.methods)
    if (method !== 'constructor') add(method, { node, func: found.func, onRequest: false });
}

const REQUESTS = /^_?(req|request|res|response|reply|ctx|context|c|h|socket)$/i;

/** The one function, or object with functions, that was given to something under this name. */
export function attachedTo(program: Program, { origin, path }: Opaque, name: string): Value | undefined {
  if (origin.kind === 'global') return undefined;
  if (
    origin.kind === 'package' &&
    !/^(mongoose|sequelize|fastify|koa|express|objection|bookshelf)$/.test(origin.name)
  )
    return undefined;
  const [only, second] = program.attachedAs(name);
  if (!only || second) return undefined;
  const holder = path.at(-1) ?? origin.name;
  if (REQUESTS.test(holder) && !only.onRequest && origin.kind === 'parameter') return undefined;
  const node = bare(only.node);
  const own = isFunction(node) ? funcOf(node, only.func) : undefined;
  const value: Value = own ? { kind: 'function', func: own } : program.evaluate(node, only.func);
  if (value.kind === 'function') return isCall(node) ? undefined : value;
  return value.kind === 'object' || value.kind === 'instance' ? value : undefined;
}
