import type { Program } from '../engine/program.ts';
import { reachOf } from '../effects/reach.ts';
import type { Effect } from '../effects/effect.ts';
import { siteOf, textOf } from '../effects/site.ts';
import { isIn } from '../effects/fate/within.ts';
import { logoutsOf } from '../entries/logouts.ts';
import type { Finding } from '../finding.ts';
import { advice, findingAt } from '../report.ts';
import type { Rule, Settings } from '../rule.ts';
import { saysRevoked } from '../words.ts';
import { expiryOf } from '../tokens/signing/expiry.ts';
import { asksUncarried } from '../tokens/checking/carried.ts';
import { authenticatorsOf } from '../tokens/checking/authenticators.ts';
import { issuersOf } from '../tokens/renewing/exchanges.ts';
import { isRefresh, renewalsOf } from '../tokens/renewing/renewals.ts';
import { textOfReach } from '../tokens/checking/revocable.ts';
import { signingsOf } from '../tokens/signing/signings.ts';
import { prefixOf, subjectOf } from '../tokens/checking/subject.ts';
import { signatureOnly } from './auth-signature-only.ts';
import { endsSomething } from './logout-no-backend-effect.ts';

export const accessSurvivesLogout: Rule = {
  id: 'access-survives-logout',
  level: 'warning',
  summary: 'Logging out revokes the refresh token, and the access token lives on until it expires.',
  cwe: ['CWE-613'],
  asvs: '7.4.1',
  check,
};

function check(program: Program, { budget }: Settings): readonly Finding[] {
  const all = authenticatorsOf(program);
  const blind = all.filter(({ func }) => func && asksUncarried(program, reachOf(program, func)));
  const trusting = new Set([...signatureOnly(program), ...blind]);
  if (trusting.size === 0) return [];
  const isTrusted = trusting.size === all.length;
  const longest = longestAccess(program);
  if (longest !== undefined && longest <= budget) return [];
  const lasts =
    longest === undefined ? 'until it expires' : `for up to ${Math.ceil(longest / 60_000)} minutes`;
  return logoutsOf(program)
    .filter(({ handler }) => {
      const done = reachOf(program, handler).effects.filter((one) => endsSomething(one));
      const ends = done.filter(
        (one) => one.kind !== 'unknown' || !done.some((other) => isGivenTo(one, other)),
      );
      return (
        ends.length > 0 &&
        ends.every(
          (one) =>
            isRefreshOnly(one) || holdsRefresh(program, one) || (isTrusted && isAskedAtRenewal(program, one)),
        )
      );
    })
    .map(({ node, func }) =>
      findingAt(accessSurvivesLogout, func, node, {
        message: `After this logout the access token goes on working ${lasts}: only the refresh token is revoked, and nothing asks about the other.`,
        fix: advice(
          'Check the session, or a denylist of jti, with every access token; or declare a budget that its lifetime fits into.',
        ),
      }),
    );
}

/** Whether something unseen only works out what a write is given: `tokens.delete(keyOf(token))`. */
function isGivenTo({ node }: Effect, { node: outer, kind }: Effect): boolean {
  return kind === 'write' && node !== outer && isIn(node, outer);
}

/** ms that an access token lives at most, where all of them can be seen. */
function longestAccess(program: Program): number | undefined {
  const spans = signingsOf(program)
    .filter(({ purpose }) => purpose === 'access')
    .map((one) => expiryOf(program, one));
  if (spans.length === 0 || spans.some(({ kind }) => kind !== 'after')) return undefined;
  return Math.max(...spans.map((one) => (one.kind === 'after' ? one.ms : 0)));
}

/** A version or a session that is asked about where tokens are renewed, in a program that asks nowhere else. */
function isAskedAtRenewal(program: Program, effect: Effect): boolean {
  const { kind, about } = effect;
  if (kind === 'write' && isAskedByIssuer(program, effect)) return true;
  const handles =
    kind === 'write' ? (about.match(/\b\w*(version|generation|epoch|stamp|session|famil)\w*/gi) ?? []) : [];
  return renewalsOf(program).some((one) => {
    const text = isRefresh(program, one) ? textOfReach(one.reach) : '';
    return handles.some((name) => new RegExp(`\\b${name}\\b`, 'i').test(text));
  });
}

/** Whether who gives a new token for an old one asks the very table, or the very key, that a logout changes. */
function isAskedByIssuer(program: Program, effect: Effect): boolean {
  const subject = subjectOf(effect);
  if (subject === '' || PERSON.test(subject)) return false;
  const prefix = prefixOf(effect);
  return issuersOf(program).some(({ asks }) =>
    asks.some((one) => subjectOf(one) === subject && prefixOf(one) === prefix),
  );
}

const PERSON = /user|account|member|customer|admin|person|profile/;

/** `redis.del(userId)`, where nothing but refresh tokens is ever set under such a key. */
function holdsRefresh(program: Program, effect: Effect): boolean {
  const { kind, site } = effect;
  if (kind !== 'write' || !site || !/^(del|unlink|getdel|delete|remove)$/i.test(site.method)) return false;
  const set = ['set', 'SET', 'setex', 'setEx', 'SETEX', 'put']
    .flatMap((name) => program.callsOf(name))
    .map(({ call, func }) => ({ ...effect, site: siteOf(program, call, func), about: textOf(call, func) }))
    .filter((one) => subjectOf(one) === subjectOf(effect) && prefixOf(one) === prefixOf(effect));
  return (
    set.length > 0 &&
    set.every(({ site: { args, func } }) =>
      args.slice(1).some((one) => /refresh|\brt\b/i.test(textOf(one, func))),
    )
  );
}

function isRefreshOnly({ kind, about, site }: Effect): boolean {
  const text = `${site?.owner ?? ''}.${site?.method ?? ''} ${about}`;
  return (
    kind === 'write' &&
    /refresh|hashed_?rt|\brt\b/i.test(text) &&
    !saysRevoked(text.replace(/refresh\w*|revoked(At)?\s*:/gi, '')) &&
    !/session|version|access/i.test(text)
  );
}
