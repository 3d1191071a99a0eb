import type * as t from '@babel/types';
import { argumentsOf, bare, chainOf, isFunction, isMember, propertyName, walk } from '../engine/ast.ts';
import type { Func } from '../engine/types.ts';
import { saysLogout } from '../words.ts';

/** Fields that hold something of a person. */
const PERSONAL =
  /user|profile|account|e?mail|customer|member|patient|\bme\b|orders?|cart|basket|message|note|address|favou?rite|history|viewer|wallet|balance/i;

/** The fields of a person that a state begins with, and that leaving does not set; none where that cannot be seen. */
export function personalLeft(state: t.ObjectExpression, leavers: readonly Func[]): string[] {
  const fields = fieldsOf(state) ?? [];
  const set = leavers.length > 0 ? fieldsSetBy(leavers) : undefined;
  return set && set.size > 0 ? fields.filter((one) => PERSONAL.test(one) && !set.has(one)) : [];
}

/** The fields that a state begins with, without what it can do; undefined where there may be others. */
function fieldsOf(state: t.ObjectExpression): string[] | undefined {
  const found: string[] = [];
  for (const one of state.properties) {
    if (one.type === 'SpreadElement') return undefined;
    const name = propertyName(one);
    if (name === undefined) return undefined;
    if (one.type === 'ObjectProperty' && !isFunction(bare(one.value))) found.push(name);
  }
  return found;
}

/** The functions of a piece of code by whose names the state is left: `logout`, `reset`, `clear`. */
export function leaversIn({ start, end }: t.Node, { module }: Func): readonly Func[] {
  return module().funcs.filter(
    ({ node, name }) =>
      node.type !== 'File' &&
      (node.start ?? 0) >= (start ?? 0) &&
      (node.end ?? 0) <= (end ?? 0) &&
      (saysLogout(name) || /reset|clear|forget/i.test(name)),
  );
}

const SETS = /^(set|setState|patchState|update|patch|\$patch)$/;

/**
 * The fields that leaving sets: by `set({ … })`, or by assignments to what a function is given as the state. Undefined
 * where it may set others, as when it sets what cannot be seen, or calls what may do so.
 */
function fieldsSetBy(leavers: readonly Func[]): ReadonlySet<string> | undefined {
  const found = new Set<string>();
  for (const func of leavers) {
    if (func.node.type === 'File' || !collect(func.node, found)) return undefined;
  }
  return found;
}

function collect(root: t.Function, found: Set<string>): boolean {
  let isSeen = !isAnother(root);
  walk(root.body, (node) => {
    if (node.type === 'CallExpression' || node.type === 'OptionalCallExpression') {
      const chain = chainOf(node.callee);
      const [first, replace] = argumentsOf(node);
      if (SETS.test(chain.at(-1) ?? '')) {
        const isWhole = replace?.type === 'BooleanLiteral' && replace.value;
        if (isWhole || !first || !isPart(first, found)) isSeen = false;
      } else if (argumentsOf(node).some((one) => one.type === 'Identifier' && SETS.test(one.name)))
        isSeen = false;
      else if (
        /^(get|getState|set\w+|reset\w*|clear\w*|this|state|actions?)$/.test(chain[0] ?? '') &&
        !isElsewhere(chain)
      )
        isSeen = false;
    }
    const target = node.type === 'AssignmentExpression' ? bare(node.left) : undefined;
    if (target && isMember(target)) {
      const chain = chainOf(target);
      if (chain.length === 2 && /^(state|draft|s|this|prev)$/.test(chain[0] ?? '')) found.add(chain[1] ?? '');
      // `user.value = null`, of a ref of Vue.
      else if (chain.length === 2 && chain[1] === 'value') found.add(chain[0] ?? '');
    } else if (
      node.type === 'UnaryExpression' &&
      node.operator === 'delete' &&
      isMember(bare(node.argument))
    ) {
      found.add(chainOf(node.argument).at(-1) ?? '');
    }
  });
  return isSeen;
}

/** What a store calls that sets nothing of it: `get()` itself, storage, a router, a server. */
function isElsewhere(chain: readonly string[]): boolean {
  return /storage|cookie|^get(State)?$|^this\.\$?(router|http|api|axios)\./i.test(chain.join('.'));
}

/** A reducer that answers another state than it was given. */
function isAnother({ body, params }: t.Function): boolean {
  const [state] = params;
  const isReducer = state?.type === 'Identifier' && /^_?(state|draft)$/.test(state.name);
  if (body.type !== 'BlockStatement')
    return isReducer || bare(body).type === 'Identifier' || bare(body).type === 'ObjectExpression';
  return body.body.some((one) => one.type === 'ReturnStatement' && one.argument && isReducer);
}

/** Whether what is given to `set` can be read: an object, or a function that answers or changes one. */
function isPart(given: t.Node, found: Set<string>): boolean {
  const node = bare(given);
  if (node.type === 'ObjectExpression') return addAll(node, found, '');
  if (!isFunction(node)) return false;
  const [state] = node.params;
  const name = state?.type === 'Identifier' ? state.name : '';
  const body = bare(node.body);
  if (body.type === 'ObjectExpression') return addAll(body, found, name);
  if (body.type !== 'BlockStatement' || body.body.some(({ type }) => type !== 'ExpressionStatement'))
    return false;
  for (const one of body.body) {
    const inner = one.type === 'ExpressionStatement' ? bare(one.expression) : undefined;
    const chain = inner?.type === 'AssignmentExpression' ? chainOf(inner.left) : [];
    if (chain[0] !== name || chain.length < 2) return false;
    found.add(chain[1] ?? '');
  }
  return true;
}

function addAll({ properties }: t.ObjectExpression, found: Set<string>, state: string): boolean {
  return properties.every((one) => {
    if (one.type === 'SpreadElement')
      return one.argument.type === 'Identifier' && state !== '' && one.argument.name === state;
    const name = propertyName(one);
    if (name !== undefined) found.add(name);
    return name !== undefined;
  });
}
