import type * as t from '@babel/types';
import { argumentsOf, bare, isFunction, isMember, propertyName, propertyOf } from '../../engine/ast.ts';
import { bindingOf } from '../../engine/lookup.ts';
import { exportedNode } from '../../engine/modules.ts';
import type { Program } from '../../engine/program.ts';
import type { Func, Module } from '../../engine/types.ts';
import { isOnServer, sideOf } from '../../side.ts';
import type { Site } from '../site.ts';

const MAKES =
  /^(Map|Set|WeakMap|WeakSet|LRUCache|LRU|TTLCache|NodeCache|QuickLRU|TTLMap|ExpiryMap|ExpiringMap|BloomFilter)$/;
const CHANGES = /^(set|add|delete|clear|push|unshift|splice|del|put|insert)$/;
const ASKS = /^(has|get|includes|indexOf|find|some|every|contains|peek)$/;

/** Whether a call changes, or asks, a collection that a server keeps in its memory, whatever that is called. */
export function keptCollection(
  program: Program,
  { node, method, value, chain, func }: Site,
): 'write' | 'read' | undefined {
  const reflected = reflects(program, chain, node, func);
  if (reflected) return 'write';
  const kind = CHANGES.test(method) ? 'write' : ASKS.test(method) ? 'read' : undefined;
  if (!kind || sideOf(func.module()) === 'client') return undefined;
  const [root = ''] = chain;
  const found = root === 'this' ? undefined : bindingOf(root, func);
  const lasts = root === 'this' || (found && outlasts(found, func));
  if (!lasts || func.node.type === 'File') return undefined;
  const isMade =
    value.kind === 'opaque' &&
    value.path.at(-2) === 'new' &&
    value.path.at(-1) === method &&
    MAKES.test(value.path.at(-3) ?? value.origin.name);
  const callee = bare(node.callee);
  return isMade || (isMember(callee) && isList(program, callee.object, func)) ? kind : undefined;
}

/** `Reflect.deleteProperty(live, id)`, `Object.assign(state, …)`: of what a module keeps. */
function reflects(program: Program, chain: readonly string[], node: Site['node'], func: Func): boolean {
  const [first] = argumentsOf(node);
  return (
    /^(Reflect (set|deleteProperty)|Object (assign|defineProperty))$/.test(chain.join(' ')) &&
    first?.type === 'Identifier' &&
    func.node.type !== 'File' &&
    isOnServer(program.modules, func.module()) &&
    program.named(first.name, func).kind === 'object' &&
    bindingOf(first.name, func)?.func.node.type === 'File'
  );
}

/** Whether what a name stands for is there when a function is done: of the module, or of what made the function. */
export function outlasts(found: Found, func: Func): boolean {
  if (found.binding.kind === 'import' || found.func.node.type === 'File') return true;
  return found.binding.kind === 'variable' && found.func !== func && givesAway(found.func, func);
}

type Found = NonNullable<ReturnType<typeof bindingOf>>;

/** Whether a function answers another that stands in it, by itself or in an object. */
function givesAway(outer: Func, inner: Func): boolean {
  const from = inner.node.start ?? 0;
  return outer.returns.some((one) => {
    const node = bare(one);
    if ((node.start ?? 0) <= from && from < (node.end ?? 0))
      return node.type === 'ObjectExpression' || isFunction(node);
    if (node.type === 'Identifier') return node.name === inner.name;
    return (
      node.type === 'ObjectExpression' &&
      node.properties.some(
        (each) =>
          each.type === 'ObjectProperty' &&
          each.value.type === 'Identifier' &&
          each.value.name === inner.name,
      )
    );
  });
}

/** Whether an expression is a list that is written as one where it is defined, here or elsewhere. */
function isList(program: Program, expression: t.Node, func: Func): boolean {
  const node = bare(expression);
  if (node.type === 'Identifier') return isArray(definitionOf(program, node.name, func)?.node);
  if (!isMember(node)) return false;
  const name = propertyName(node);
  const holder = name === undefined ? undefined : program.evaluate(node.object, func);
  if (name === undefined || !holder) return false;
  if (holder.kind === 'object') {
    const property = propertyOf(holder.node, name);
    return property?.type === 'ObjectProperty' && isArray(property.value);
  }
  if (holder.kind === 'instance') return isArray(holder.cls.fields.get(name)?.value);
  return holder.kind === 'module' && isArray(exportOf(program, holder.module, name)?.node);
}

/** The expression that a name stands for, where it is defined: here, or in another file. */
export function definitionOf(program: Program, name: string, func: Func, depth = 0): Defined | undefined {
  const found = depth < 6 ? bindingOf(name, func) : undefined;
  if (found?.binding.kind === 'import') {
    const from = program.module(found.binding.specifier, func.file);
    return from && exportOf(program, from, found.binding.name, depth);
  }
  if (found?.binding.kind !== 'variable' || !found.binding.init) return undefined;
  const { init, path } = found.binding;
  const [first, second] = path;
  if (first === undefined) return { node: init, func: found.func };
  // `const { live } = require('./live')`
  const whole = second === undefined ? program.evaluate(init, found.func) : undefined;
  return whole?.kind === 'module' ? exportOf(program, whole.module, first, depth) : undefined;
}

interface Defined {
  readonly node: t.Node;
  readonly func: Func;
}

function exportOf(program: Program, module: Module, name: string, depth = 0): Defined | undefined {
  const given = exportedNode(program, module, name);
  return given?.node.type === 'Identifier'
    ? definitionOf(program, given.node.name, given.func, depth + 1)
    : given;
}

function isArray(init: t.Node | undefined): boolean {
  return init !== undefined && bare(init).type === 'ArrayExpression';
}
