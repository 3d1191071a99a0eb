import { chainOf } from '../../engine/ast.ts';
import type { Func } from '../../engine/types.ts';
import { sideOf } from '../../side.ts';
import { saysLogout } from '../../words.ts';
import type { Effect } from '../effect.ts';
import { textOf } from '../site.ts';

/** Whether a function sets a field or a ref about the user to nothing: `user.value = null`, `this.token = ''`. */
export function assignsNothing(func: Func): boolean {
  return func.assigned.some((one) => {
    if (one.type !== 'AssignmentExpression' || sideOf(func.module()) !== 'client') return false;
    const chain = chainOf(one.left);
    return (
      !/^(state|draft|s|prev|exports|module)$/.test(chain[0] ?? '') &&
      ABOUT_USER.test(chain.join('.')) &&
      /^(null|undefined|''|""|false)$/.test(textOf(one.right, func))
    );
  });
}

/** Names of what changes what is kept in front of the user. */
export const LOCAL: RegExp =
  /^\$?(set|unset|clear|remove|reset|update|change|next|delete|purge|flush|push|replace|navigate|go|close|toggle|hide|show|save|add|change)([A-Z]\w*|Async)?$/;
export const ABOUT_USER: RegExp =
  /user|auth|token|jwt|logged|signed|session|login|account|profile|credential|persist|viewer|identity|principal|customer|member/i;

/** What opens, closes or goes somewhere forgets nothing by itself. */
const SHOWS = /^(close|toggle|hide|show|go|navigate|push|add|save)/;

/** Whether an effect forgets who is logged in: in storage, or in what is shown. */
export function forgets({ kind, site, about, func }: Effect): boolean {
  if (kind === 'unstore' || (kind === 'clear-cookie' && sideOf(func.module()) === 'client')) return true;
  if (kind === 'dispatch') return saysLogout(about);
  if ((kind !== 'unknown' && kind !== 'write') || !site) return false;
  const empties =
    /^\s*(null|undefined|false|''|""|``|\{\s*\}|\[\s*\]|\{[\s\S]*(null|false|''|"")[\s\S]*\})?\s*$/.test(
      site.given,
    );
  // `set({ token: null })` says in its fields what it is about.
  const said = site.owner === '' ? site.given : site.owner;
  return (
    empties &&
    LOCAL.test(site.method) &&
    !SHOWS.test(site.method) &&
    ABOUT_USER.test(`${site.method} ${said}`)
  );
}
