import type { Program } from '../engine/program.ts';
import type { Finding } from '../finding.ts';
import { advice, findingAt } from '../report.ts';
import type { Rule } from '../rule.ts';
import { expiryOf } from '../tokens/expiry.ts';
import { hasHandle } from '../tokens/handle.ts';
import { signingsOf } from '../tokens/signings.ts';

/** ms: an access token that lives longer is a session, and has to end like one. */
const LONGEST = 24 * 3_600_000;

export const jwtTooLong: Rule = {
  id: 'jwt-too-long',
  level: 'warning',
  summary: 'An access token lives for more than a day, and nothing can revoke it.',
  cwe: ['CWE-613'],
  asvs: '9.2.1',
  check,
};

function check(program: Program): readonly Finding[] {
  return signingsOf(program).flatMap((one) => {
    const expiry = expiryOf(program, one);
    if (
      expiry.kind !== 'after' ||
      expiry.ms <= LONGEST ||
      one.purpose !== 'access' ||
      hasHandle(program, one)
    )
      return [];
    return [
      findingAt(jwtTooLong, one.site.func, one.site.node, {
        message: `This token lives for ${spoken(expiry.ms)}, and nothing revokes it before: logging out does not end it. Let it live for minutes, and renew it.`,
        fix: advice(
          'Shorten it to minutes and renew it with a refresh token that is stored, or keep the session on the server.',
        ),
      }),
    ];
  });
}

function spoken(ms: number): string {
  const days = Math.round(ms / 86_400_000);
  return days < 2 ? `${Math.round(ms / 3_600_000)} hours` : `${days} days`;
}
