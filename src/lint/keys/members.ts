import type * as t from '@babel/types';
import {
  argumentsOf,
  bare,
  chainOf,
  isCall,
  isFunction,
  isMember,
  propertyName,
  type Call,
} from '../engine/ast.ts';
import { funcOf } from '../engine/lookup.ts';
import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';

/** What is put into, or taken out of, a list that is kept in a record: `user.refreshTokens`. */
export interface MemberUse {
  readonly kind: 'set' | 'delete';
  /** What the list is called. */
  readonly list: string;
  /** The field of its members that is meant; empty for the member itself. */
  readonly field: string;
  readonly value: t.Node;
  readonly node: t.Node;
  readonly func: Func;
}

const LISTS = /^(\w*tokens|\w*sessions|\w*jwts|token|logins|devices)$/i;

/** `user.tokens.push({ token })`, `$push`, `$pull`, `user.tokens = user.tokens.filter((one) => one.token !== token)`. */
export function memberUses({ modules }: Program): MemberUse[] {
  return modules.flatMap(({ text, funcs }) =>
    /tokens|sessions|jwts|logins|devices|\$pull/i.test(text)
      ? funcs.flatMap((func) => [
          ...func.calls.flatMap((call) => [...pushed(call, func), ...updated(call, func)]),
          ...func.assigned.flatMap((one) => (one.type === 'AssignmentExpression' ? kept(one, func) : [])),
        ])
      : [],
  );
}

function pushed(call: Call, func: Func): MemberUse[] {
  const chain = chainOf(call.callee);
  const list = chain.at(-2) ?? '';
  const [value] = argumentsOf(call);
  if (
    !/^(push|unshift|addToSet)$/.test(chain.at(-1) ?? '') ||
    chain.length < 3 ||
    !LISTS.test(list) ||
    !value
  )
    return [];
  return put('set', list, value, call, func);
}

const PUTS = /^\$(push|addToSet)$/;
const TAKES = /^\$(pull|pullAll)$/;

/** `updateOne(filter, { $push: { tokens: { token } } })`. */
function updated(call: Call, func: Func): MemberUse[] {
  if (!/^(update\w*|findOneAndUpdate|findByIdAndUpdate)$/.test(chainOf(call.callee).at(-1) ?? '')) return [];
  return argumentsOf(call).flatMap((one) =>
    propertiesOf(one).flatMap(([operator, lists]) => {
      const kind = PUTS.test(operator) ? 'set' : TAKES.test(operator) ? 'delete' : undefined;
      if (!kind) return [];
      return propertiesOf(lists).flatMap(([list, value]) =>
        LISTS.test(list) ? put(kind, list, value, call, func) : [],
      );
    }),
  );
}

/** `user.tokens = user.tokens.filter((one) => one.token !== token)`. */
function kept({ left, right }: t.AssignmentExpression, func: Func): MemberUse[] {
  const call = bare(right);
  if (!isMember(left) || !isCall(call)) return [];
  const chain = chainOf(call.callee);
  const list = propertyName(left) ?? '';
  const [test] = argumentsOf(call);
  if (chain.at(-1) !== 'filter' || chain.at(-2) !== list || !LISTS.test(list) || !test) return [];
  const inner = bare(test);
  const made = isFunction(inner) ? funcOf(inner, func) : undefined;
  const [parameter] = isFunction(inner) ? inner.params : [];
  const [answer, other] = made?.returns ?? [];
  const compared = answer && bare(answer);
  if (!made || other || compared?.type !== 'BinaryExpression' || !/^!==?$/.test(compared.operator)) return [];
  const own = parameter?.type === 'Identifier' ? parameter.name : '';
  for (const [one, value] of [
    [compared.left, compared.right],
    [compared.right, compared.left],
  ]) {
    const side = one && bare(one);
    if (!side || !value) continue;
    const found = { kind: 'delete', list, value, node: call, func: made } as const;
    if (side.type === 'Identifier' && side.name === own && own !== '') return [{ ...found, field: '' }];
    const holder = isMember(side) ? bare(side.object) : undefined;
    if (isMember(side) && holder?.type === 'Identifier' && holder.name === own)
      return [{ ...found, field: propertyName(side) ?? '[]' }];
  }
  return [];
}

function put(kind: MemberUse['kind'], list: string, value: t.Node, node: t.Node, func: Func): MemberUse[] {
  const inner = bare(value);
  if (inner.type !== 'ObjectExpression') return [{ kind, list, field: '', value, node, func }];
  if (inner.properties.some((one) => one.type !== 'ObjectProperty')) return [];
  return propertiesOf(inner).flatMap(([field, one]): MemberUse[] =>
    field.startsWith('$') ? [] : [{ kind, list, field, value: one, node, func }],
  );
}

function propertiesOf(expression: t.Node): [string, t.Node][] {
  const node = bare(expression);
  if (node.type !== 'ObjectExpression') return [];
  return node.properties.flatMap((one): [string, t.Node][] =>
    one.type === 'ObjectProperty' ? [[propertyName(one) ?? '[]', one.value]] : [],
  );
}
