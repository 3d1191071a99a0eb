import type * as t from '@babel/types';
import type { Program } from '../../engine/program.ts';
import type { Func } from '../../engine/types.ts';
import type { Effect } from '../../effects/effect.ts';
import { reachOf, type Reach } from '../../effects/reach.ts';
import { textOf } from '../../effects/site.ts';
import { verifyingOf, type Signing } from '../../effects/tokens.ts';
import { optionOf } from './claims.ts';
import { expiryOf } from './expiry.ts';
import { signingsOf } from './signings.ts';

const DAY = 864e5;

/**
 * Whether what is verified is the longer-lived one of two tokens that are given out together, and the other one is signed for
 * it: then it is a refresh token, in whatever language it is called one.
 */
export function isLongerOfTwo(program: Program, verify: Effect, { effects }: Reach): boolean {
  const verifying = verify.site && verifyingOf(program, verify.site);
  if (!verifying) return false;
  const key = keyOf(program, verifying.secret, verifying.options, verifying.site.func);
  if (key === '') return false;
  const all = signingsOf(program).filter(({ purpose }) => purpose !== 'once');
  const long = all.filter((one) => signedWith(program, one) === key && lifeOf(program, one) >= DAY);
  const short = all.filter(
    (one) =>
      effects.some(({ kind, node }) => kind === 'sign' && node === one.site.node) &&
      signedWith(program, one) !== key,
  );
  return long.some((one) =>
    short.some(
      (other) => lifeOf(program, other) < lifeOf(program, one) && areGivenTogether(program, one, other),
    ),
  );
}

function keyOf(
  program: Program,
  secret: t.Expression | undefined,
  options: t.Expression | undefined,
  func: Func,
): string {
  const own = secret && { node: secret, func };
  const found = own ?? optionOf(program, options, 'secret', func);
  return found ? textOf(found.node, found.func).replace(/\s|[!?]/g, '') : '';
}

function signedWith(program: Program, { secret, options, site }: Signing): string {
  return keyOf(program, secret, options, site.func);
}

/** ms; 0 where it cannot be seen. */
function lifeOf(program: Program, signing: Signing): number {
  const expiry = expiryOf(program, signing);
  return expiry.kind === 'after' ? expiry.ms : 0;
}

function areGivenTogether(program: Program, one: Signing, other: Signing): boolean {
  return program.modules.some(({ funcs }) =>
    funcs.some((func) => {
      const nodes = new Set(reachOf(program, func).effects.map(({ node }) => node));
      return nodes.has(one.site.node) && nodes.has(other.site.node);
    }),
  );
}
