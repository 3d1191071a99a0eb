import type { Program } from '../engine/program.ts';
import { reachOf } from '../effects/reach.ts';
import type { Effect } from '../effects/effect.ts';
import { logoutsOf, type Logout } from '../entries/logouts.ts';
import type { Finding } from '../finding.ts';
import { advice, findingAt } from '../report.ts';
import type { Rule } from '../rule.ts';
import { saysRevoked } from '../words.ts';
import { exchangesOf, opensAnew, type Exchange } from '../tokens/renewing/exchanges.ts';
import { couldRevoke, textOfReach } from '../tokens/checking/revocable.ts';
import { isRefresh, renewalsOf } from '../tokens/renewing/renewals.ts';
import { signingsOf } from '../tokens/signing/signings.ts';
import { saidOf, subjectOf } from '../tokens/checking/subject.ts';
import { endsSomething } from './logout-no-backend-effect.ts';
import { unbound } from './refresh-not-bound.ts';

export const refreshSurvivesLogout: Rule = {
  id: 'refresh-survives-logout',
  level: 'error',
  summary: 'Logging out revokes the access token and leaves the refresh token alive.',
  cwe: ['CWE-613'],
  asvs: '7.4.1',
  check,
};

function check(program: Program): readonly Finding[] {
  const issues = signingsOf(program).some(({ purpose }) => purpose === 'refresh');
  const exchanges = exchangesOf(program);
  const asksNothing = renewsUnasked(program);
  if ((!issues && !asksNothing && exchanges.length === 0) || refreshAsksForAccess(program)) return [];
  const isLeft = (one: Effect): boolean =>
    (issues && isAccessOnly(one)) ||
    isElsewhere(one, exchanges) ||
    // Whatever is written, who renews does not ask for it.
    (asksNothing && one.kind === 'write');
  return logoutsOf(program)
    .filter((one) => leavesRefresh(program, one, isLeft))
    .map(({ node, func }) =>
      findingAt(refreshSurvivesLogout, func, node, {
        message:
          'This logout revokes the access token only: the refresh token still gets new ones. Revoke both.',
        fix: advice('Delete the stored refresh token, or end the session that both tokens belong to.'),
      }),
    );
}

function leavesRefresh(
  program: Program,
  { handler, how }: Logout,
  isLeft: (effect: Effect) => boolean,
): boolean {
  if (how === 'event') return false;
  const reach = reachOf(program, handler);
  const ends = reach.effects.filter((one) => endsSomething(one));
  if (ends.length === 0 || !ends.every((one) => isLeft(one))) return false;
  // What it reads of a refresh token, it reads in order to revoke it; clearing its cookie is no revocation.
  const text = textOfReach(reach).replace(
    /[^;\n]*\b(clearCookie|deleteCookie|cookies?\(\)?\.delete|setCookie|res\.cookie|cookies?(\(\))?\.set)\b[^;\n]*/g,
    '',
  );
  return !/refresh|\brt\b/i.test(text);
}

/** Whether each refresh token of the program is taken for its signature, by functions that can be read. */
function renewsUnasked(program: Program): boolean {
  const all = renewalsOf(program).filter((one) => one.verify.kind === 'verify' && isRefresh(program, one));
  const open = new Set(unbound(program).map(({ verify }) => verify.node));
  return (
    open.size > 0 &&
    all.every(
      ({ verify, reach }) =>
        open.has(verify.node) &&
        reach.effects.every(
          (one) => one.kind !== 'unknown' || one.plausible !== true || ISSUES.test(saidOf(one)),
        ),
    )
  );
}

/** A denylist entry for the one token that was sent. */
function isAccessOnly({ kind, about, site }: Effect): boolean {
  if (kind !== 'write' && !(kind === 'unknown' && saysRevoked(site?.method ?? ''))) return false;
  const text = `${site?.owner ?? ''}.${site?.method ?? ''} ${about}`;
  return (
    (saysRevoked(text) || /access/i.test(text)) &&
    !/refresh|session|\bsid\b|version|famil|\ball\b|user_?id|\buser\b/i.test(text)
  );
}

/** A write to something that nobody asks who gives new tokens for a stored refresh token. */
function isElsewhere(effect: Effect, exchanges: readonly Exchange[]): boolean {
  if (effect.kind !== 'write' || exchanges.length === 0) return false;
  const subject = subjectOf(effect);
  const said = saidOf(effect);
  if (subject === '' || /refresh|\brt\b|famil|version/i.test(said)) return false;
  return exchanges.every((exchange) => {
    const { asks, reach } = exchange;
    const isAnother = opensAnew(exchange, effect);
    // Somebody unseen may ask, and so may what is not the store of refresh tokens or its user.
    if (
      reach.effects.some(
        (one) => one.kind === 'unknown' && one.plausible === true && !ISSUES.test(saidOf(one)),
      )
    )
      return false;
    return asks.every((one) => {
      const asked = subjectOf(one);
      if (asked === subject)
        return KEYS.test(asked) && (saysRevoked(said) || isAnother) && /refresh/i.test(saidOf(one));
      // Where a session is deleted, its refresh tokens may go with it.
      if (!PERSON.test(asked) && /session|login|grant/.test(subject) && !isAnother) return false;
      return PERSON.test(asked) || /refresh|\brt\b/i.test(saidOf(one));
    });
  });
}

const KEYS = /redis|cache|kv|client/;
const PERSON = /user|account|member|customer|admin|person/;
const ISSUES = /sign|generate|create|issue|make|token/i;

/** Renewing may ask for the very token that was revoked. */
function refreshAsksForAccess(program: Program): boolean {
  const open = new Set(unbound(program).map(({ verify }) => verify.node));
  return renewalsOf(program).some(
    (one) =>
      !open.has(one.verify.node) &&
      isRefresh(program, one) &&
      couldRevoke(program, one.reach) &&
      saysRevoked(textOfReach(one.reach)),
  );
}
