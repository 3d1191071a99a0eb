import type * as t from '@babel/types';
import { bare, isCall, propertyName } from '../engine/ast.ts';
import { nameOfHolder } from '../engine/name.ts';
import type { Func } from '../engine/types.ts';
import { textOf, type Site } from './site.ts';

/** What a token is for: `once` is for one act, as resetting a password. */
export type Purpose = 'access' | 'refresh' | 'once';

const REFRESH = /refresh|(?<![a-z\d])rt(?![a-z\d])|rotat/i;
const ONCE =
  /reset|forgot|verif|confirm|activat|invit|magic|otp\b|unsubscribe|download|csrf|\btemp|2fa|mfa|recover|e?mail[-_]?(token|secret|jwt)|one[-_]?time|oauth[-_]?state|share|upload|webhook|service[-_]?token|client[-_]?assertion|apple/i;

/** What a token is for, judged by what it is called, signed with and says of itself. */
export function purposeOf(
  site: Site,
  payload: t.Expression | undefined,
  secret: t.Expression | undefined,
): Purpose {
  const { node, func } = site;
  const holder = nameOfHolder(node, func.module().parents, '') || declaratorAround(node, func);
  const own = `${holder} ${site.method} ${secret ? textOf(secret, func) : ''} ${said(payload, func)}`;
  if (REFRESH.test(own)) return 'refresh';
  if (ONCE.test(own)) return 'once';
  if (/access/i.test(own)) return 'access';
  const around =
    holder === '' || /^(token|jwt|signed)$/i.test(holder) ? func.name || (func.outer?.name ?? '') : '';
  if (REFRESH.test(around) && !/refresh(ed)?(access|token)?s?$|^refresh/i.test(around)) return 'refresh';
  if (/(sign|generate|create|make|issue|get)\w*refresh/i.test(around)) return 'refresh';
  return ONCE.test(around) && !/verif(y|ied)(otp|code|login|user)/i.test(around) ? 'once' : 'access';
}

/** The variable or property whose value the call is part of, across `await` and `||`. */
function declaratorAround(node: t.Node, func: Func): string {
  const parents = func.module().parents;
  const parent = parents.get(node);
  if (!parent) return '';
  return nameOfHolder(parent, parents, '') || nameByPlace(node, func);
}

/** `const [at, rt] = await Promise.all([sign(…), sign(…)])`: the name at the same place. */
function nameByPlace(node: t.Node, func: Func): string {
  const parents = func.module().parents;
  let inner = node;
  let list = parents.get(inner);
  if (list?.type === 'AwaitExpression') [inner, list] = [list, parents.get(list)];
  if (list?.type !== 'ArrayExpression') return '';
  const place = list.elements.findIndex((one) => one === inner);
  let holder = parents.get(list);
  while (holder && (isCall(holder) || holder.type === 'AwaitExpression')) holder = parents.get(holder);
  if (holder?.type !== 'VariableDeclarator' || holder.id.type !== 'ArrayPattern') return '';
  const bound = holder.id.elements[place];
  return bound?.type === 'Identifier' ? bound.name : '';
}

/** What a payload says of its kind: `{ type: 'refresh' }`. */
function said(payload: t.Expression | undefined, func: Func): string {
  const inner = payload && bare(payload);
  if (inner?.type !== 'ObjectExpression') return '';
  return inner.properties
    .filter(
      (one) =>
        one.type === 'ObjectProperty' &&
        /^(typ|type|purpose|kind|use|token_?type|scope|action)$/i.test(propertyName(one) ?? ''),
    )
    .map((one) => textOf(one, func))
    .join(' ');
}
