import type { Program } from '../engine/program.ts';
import { reachOf } from '../effects/reach.ts';
import type { Effect } from '../effects/effect.ts';
import { logoutsOf } from '../entries/logouts.ts';
import type { Finding } from '../finding.ts';
import { advice, findingAt } from '../report.ts';
import type { Rule, Settings } from '../rule.ts';
import { saysRevoked } from '../words.ts';
import { expiryOf } from '../tokens/expiry.ts';
import { authenticatorsOf } from '../tokens/authenticators.ts';
import { isRefresh, renewalsOf } from '../tokens/renewals.ts';
import { textOfReach } from '../tokens/revocable.ts';
import { signingsOf } from '../tokens/signings.ts';
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
  const trusting = signatureOnly(program);
  if (trusting.length === 0) return [];
  const isTrusted = trusting.length === authenticatorsOf(program).length;
  const longest = longestAccess(program);
  if (longest !== undefined && longest <= budget) return [];
  const lasts =
    longest === undefined ? 'until it expires' : `for up to ${Math.ceil(longest / 60_000)} minutes`;
  return logoutsOf(program)
    .filter(({ handler }) => {
      const ends = reachOf(program, handler).effects.filter((one) => endsSomething(one));
      return (
        ends.length > 0 &&
        ends.every((one) => isRefreshOnly(one) || (isTrusted && isAskedAtRenewal(program, one)))
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

/** ms that an access token lives at most, where all of them can be seen. */
function longestAccess(program: Program): number | undefined {
  const spans = signingsOf(program)
    .filter(({ purpose }) => purpose === 'access')
    .map((one) => expiryOf(program, one));
  if (spans.length === 0 || spans.some(({ kind }) => kind !== 'after')) return undefined;
  return Math.max(...spans.map((one) => (one.kind === 'after' ? one.ms : 0)));
}

/** A version or a session that is asked about where tokens are renewed, in a program that asks nowhere else. */
function isAskedAtRenewal(program: Program, { kind, about }: Effect): boolean {
  const handles =
    kind === 'write' ? (about.match(/\b\w*(version|generation|epoch|stamp|session|famil)\w*/gi) ?? []) : [];
  return renewalsOf(program).some((one) => {
    const text = isRefresh(program, one) ? textOfReach(one.reach) : '';
    return handles.some((name) => new RegExp(`\\b${name}\\b`, 'i').test(text));
  });
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
