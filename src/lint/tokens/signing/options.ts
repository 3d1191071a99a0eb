import type * as t from '@babel/types';
import { propertyOf } from '../../engine/ast.ts';
import { functionsOf } from '../../engine/functions.ts';
import { funcOf } from '../../engine/lookup.ts';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import { reachOf } from '../../effects/reach.ts';
import { textOf } from '../../effects/site.ts';
import { couldRevoke } from '../checking/revocable.ts';

const CHECKS = ['isRevoked', 'isRevokedCallback', 'trusted', 'validate'];
const KEYS = ['secretOrKeyProvider', 'secret', 'secretOrKey', 'key'];

/** Whether the options of a library let every signed token in: without a check, or with one that cannot tell. */
export function trustsAll(program: Program, options: t.Expression, at: Func): boolean {
  const value = program.evaluate(options, at);
  if (value.kind !== 'object' || textOf(value.node, value.func).includes('...')) return false;
  const checks = CHECKS.flatMap((name) => propertyOf(value.node, name) ?? []);
  if (checks.length === 0) return !keysAreLookedUp(program, options, at);
  return checks.every((one) => {
    const funcs = functionsIn(program, one, value.func);
    return funcs.length > 0 && funcs.every((func) => isBlind(program, func));
  });
}

/** Whether a check that can be read asks nothing by which a token could be revoked. */
function isBlind(program: Program, func: Func): boolean {
  const reach = reachOf(program, func);
  const unseen = reach.effects.some(({ kind, plausible }) => kind === 'unknown' && plausible === true);
  return !unseen && !couldRevoke(program, reach);
}

/** Whether the key to verify with is looked up for each token: one key for each user revokes when it is changed. */
export function keysAreLookedUp(program: Program, options: t.Expression, at: Func): boolean {
  const value = program.evaluate(options, at);
  if (value.kind !== 'object') return false;
  return KEYS.some((name) => {
    const property = propertyOf(value.node, name);
    // The keys of an issuer are everybody's.
    if (!property || /jwks|getSigningKey|certs|public_?key|\bkid\b/i.test(textOf(property, value.func)))
      return false;
    return functionsIn(program, property, value.func).some((func) =>
      reachOf(program, func).effects.some(
        ({ kind, site, plausible }) =>
          !/config|env|settings|vault/i.test(site?.owner ?? '') &&
          (kind === 'read' || (kind === 'unknown' && plausible === true)),
      ),
    );
  });
}

function functionsIn(program: Program, property: t.ObjectProperty | t.ObjectMethod, func: Func): Func[] {
  if (property.type === 'ObjectProperty') return functionsOf(program, property.value, func);
  const method = funcOf(property, func);
  return method ? [method] : [];
}
