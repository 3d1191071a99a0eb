import type * as t from '@babel/types';
import { bare } from '../engine/ast.ts';
import { bindingOf } from '../engine/lookup.ts';
import { sideOf } from '../side.ts';
import type { Site } from './site.ts';

const MAKES =
  /^(Map|Set|WeakMap|WeakSet|LRUCache|LRU|TTLCache|NodeCache|QuickLRU|TTLMap|ExpiryMap|ExpiringMap|BloomFilter)$/;
const CHANGES = /^(set|add|delete|clear|push|unshift|splice|del|put|insert)$/;
const ASKS = /^(has|get|includes|indexOf|find|some|every|contains|peek)$/;

/** Whether a call changes, or asks, a collection that a server keeps in its memory, whatever that is called. */
export function keptCollection({ method, value, chain, func }: Site): 'write' | 'read' | undefined {
  const kind = CHANGES.test(method) ? 'write' : ASKS.test(method) ? 'read' : undefined;
  if (!kind || sideOf(func.module()) === 'client') return undefined;
  const [root = ''] = chain;
  const found = root === 'this' ? undefined : bindingOf(root, func);
  // What a function made for itself, or was given, is gone when it is done.
  const lasts = root === 'this' || found?.binding.kind === 'import' || found?.func.node.type === 'File';
  if (!lasts || func.node.type === 'File') return undefined;
  const isMade =
    value.kind === 'opaque' &&
    value.path.at(-2) === 'new' &&
    value.path.at(-1) === method &&
    MAKES.test(value.path.at(-3) ?? value.origin.name);
  return isMade || (chain.length === 2 && found?.binding.kind === 'variable' && isList(found.binding.init))
    ? kind
    : undefined;
}

function isList(init: t.Node | undefined): boolean {
  return init !== undefined && bare(init).type === 'ArrayExpression';
}
