import type { Program } from '../engine/program.ts';
import type { Signing } from '../effects/tokens.ts';
import { claimsOf } from './claims.ts';
import { namesHandle } from './handles.ts';
import { isPersonal } from './personal.ts';
import { revocationReads } from './revocable.ts';
import { isStored } from './stored.ts';

/** Whether something about a token lets a server revoke it: a claim, a secret of its own, or a list that it is on. */
export function hasHandle(program: Program, signing: Signing): boolean {
  const { secret, site } = signing;
  const { names, open } = claimsOf(program, signing);
  if (names.some((name) => namesHandle(name))) return true;
  // What cannot be seen may be there.
  if (
    open &&
    names.every((name) => name === '[]' || !/^(id|_id|sub|user_?id|email|username|role|roles)$/i.test(name))
  )
    return true;
  if (secret && isPersonal(secret, site.func)) return true;
  return isStored(program, signing) || revocationReads(program).length > 0;
}
