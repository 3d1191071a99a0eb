import type { Program } from '../engine/program.ts';
import type { Func } from '../engine/types.ts';
import type { Effect } from '../effects/effect.ts';
import { reachOf, type Reach } from '../effects/reach.ts';
import { pathOf } from '../entries/routes.ts';
import type { Finding } from '../finding.ts';
import { advice, findingAt } from '../report.ts';
import type { Rule } from '../rule.ts';
import { comparesWhatEnded } from '../tokens/checking/ended.ts';
import { trustingStrategies } from '../tokens/renewing/lenient.ts';
import { couldRevoke, textOfReach } from '../tokens/checking/revocable.ts';
import { rescuedRenewals } from '../tokens/renewing/rescued.ts';
import { unreadRefreshes } from '../tokens/renewing/unread.ts';
import { isRefresh, renewalsOf, type Renewal } from '../tokens/renewing/renewals.ts';

export const refreshNotBound: Rule = {
  id: 'refresh-not-bound',
  level: 'error',
  summary: 'A refresh token is accepted for its signature, without comparing it with what is stored.',
  cwe: ['CWE-613'],
  asvs: '7.4.1',
  check,
};

/** A stored hash is compared with the token that came. */
const COMPARES_HASH =
  /\b(bcrypt\w*|argon2?|crypto|hash\w*|scrypt)\w*\.(compare|verify|timingSafeEqual|compareSync|match)\b|timingSafeEqual|\bcompare(Sync|Hash|Data|Token|Refresh)?\w*\(|\bmatch\w*\(/i;

function check(program: Program): readonly Finding[] {
  const verified = unbound(program).map(({ verify, reach }) => ({
    func: verify.func,
    node: verify.node,
    reach,
  }));
  const unread = unreadRefreshes(program).filter(({ reach }) => !isBound(program, reach));
  const guarded = trustingStrategies(program)
    .filter(({ issuing }) => !isBound(program, issuing))
    .map(({ site, issuing }) => ({ func: site.func, node: site.node, reach: issuing }));
  return [...verified, ...unread, ...guarded].map(({ func, node, reach }) =>
    findingAt(refreshNotBound, func, node, {
      message:
        'Whoever holds this refresh token gets new tokens, also after logout: it is not compared with anything stored. Keep it, hashed, and compare and replace it at each use.',
      certainty: reach.effects.some(({ kind, plausible }) => kind === 'unknown' && plausible === true)
        ? 'cannot-see-callee'
        : 'proven',
      fix: advice(
        'Store a hash of each refresh token, look it up here, replace it in the same step, and delete it at logout.',
      ),
    }),
  );
}

/** The renewals that accept whatever was signed. */
export function unbound(program: Program): readonly Renewal[] {
  const found = renewalsOf(program).filter(
    (one) =>
      one.verify.kind === 'verify' &&
      !one.ignoresExpiry &&
      isRefresh(program, one) &&
      !isBound(program, one.reach) &&
      !isBound(program, reachOf(program, enclosing(program, one.func))),
  );
  const rescued = rescuedRenewals(program).filter(
    ({ ways, verify }) =>
      ways.every((way) => !isBound(program, way)) && found.every((one) => one.verify.node !== verify.node),
  );
  return [...found, ...rescued];
}

/** The function in whose callbacks something happens: what encloses a callback has happened before. */
function enclosing(program: Program, func: Func): Func {
  let around = func;
  while (
    around.name === '' &&
    pathOf(program, around) === '' &&
    around.outer &&
    around.outer.node.type !== 'File'
  )
    around = around.outer;
  return around;
}

function isBound(program: Program, reach: Reach): boolean {
  if (
    couldRevoke(program, reach) ||
    comparesWhatEnded(program, reach.funcs) ||
    COMPARES_HASH.test(textOfReach(reach))
  )
    return true;
  return reach.effects.some((one) => takesToken(one));
}

/** Whether somebody who cannot be seen is given the token, and may compare it. */
function takesToken({ kind, site, plausible }: Effect): boolean {
  if (kind !== 'unknown' || plausible !== true || !site) return false;
  if (/sign|generate|create|issue|send|cookie|json|set|respond/i.test(site.method)) return false;
  return /token|\brt\b|refresh|session/i.test(site.given);
}
