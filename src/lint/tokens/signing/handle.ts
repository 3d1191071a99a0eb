import type * as t from '@babel/types';
import { bare, isCall, isMember, propertyName } from '../../engine/ast.ts';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import type { Signing } from '../../effects/tokens.ts';
import { isAskedClaim, isAskedForAge } from '../checking/asked-claims.ts';
import { textOf } from '../../effects/site.ts';
import { claimsOf, keysOf, optionOf } from './claims.ts';
import { namesHandle } from './handles.ts';
import { isPersonal } from './personal.ts';
import { revocationReads } from '../checking/revocable.ts';
import { isListedAtLogout } from '../checking/listed.ts';
import { isStored } from './stored.ts';

/** Whether something about a token lets a server revoke it: a claim, a secret of its own, or a list that it is on. */
export function hasHandle(program: Program, signing: Signing): boolean {
  const { payload, secret, site } = signing;
  const { names, open } = claimsOf(program, signing);
  if (names.some((name) => namesHandle(name) && !isOfPerson(program, signing, name))) return true;
  if (keysOf(program, payload, site.func).names.some((name) => isAskedClaim(program, name))) return true;
  if (holdsHandle(program, payload, site.func)) return true;
  // What cannot be seen may be there.
  if (
    open &&
    names.every((name) => name === '[]' || !/^(id|_id|sub|user_?id|email|username|role|roles)$/i.test(name))
  )
    return true;
  if (secret && (isPersonal(secret, site.func) || isMadeOfPerson(program, secret, site.func))) return true;
  return (
    isStored(program, signing) ||
    isAskedForAge(program) ||
    (signing.purpose === 'access' && isListedAtLogout(program)) ||
    revocationReads(program).length > 0
  );
}

/** `uuid: user.uuid` says who it is, and not which token. */
function isOfPerson(program: Program, { payload, site }: Signing, name: string): boolean {
  if (!/^(uuid|key_?id|primary_?key)$/i.test(name)) return false;
  const value = optionOf(program, payload, name, site.func);
  return (
    value !== undefined &&
    /^\w*(user|account|member|admin|customer|row|doc|person|profile|existing|found|this)\w*\??\.\w+$/i.test(
      textOf(value.node, value.func),
    )
  );
}

/** A claim is what it holds, whatever it is called: `{ ep: user.sessionEpoch }`. */
function holdsHandle(program: Program, payload: t.Expression | undefined, func: Func): boolean {
  const { node } = keysOf(program, payload, func);
  return (
    node?.properties.some((one) => {
      const value = one.type === 'ObjectProperty' ? bare(one.value) : undefined;
      return value !== undefined && isMember(value) && HELD.test(propertyName(value) ?? '');
    }) ?? false
  );
}

const HELD = /(version|epoch|generation|stamp|session_?id|token_?id|jti|nonce)$/i;

/** `account.signingKey()`, which is made of a key of the account's. */
function isMadeOfPerson(program: Program, secret: t.Expression, func: Func): boolean {
  const node = bare(secret);
  const value = isCall(node) ? program.evaluate(node.callee, func) : undefined;
  if (value?.kind !== 'function') return false;
  return value.func.returns.some(
    (one) =>
      isPersonal(one, value.func) ||
      (value.func.cls?.node.superClass &&
        /\bthis\.\w*(key|secret|salt|stamp|seed)\b/i.test(textOf(one, value.func))),
  );
}
