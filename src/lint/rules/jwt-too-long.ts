import type { Program } from '../engine/program.ts';
import type { Signing } from '../effects/tokens.ts';
import type { Finding } from '../finding.ts';
import { advice, findingAt } from '../report.ts';
import type { Rule } from '../rule.ts';
import { authenticatorsOf } from '../tokens/checking/authenticators.ts';
import { hasHandle } from '../tokens/signing/handle.ts';
import { isForMachines, lifetimesOf } from '../tokens/signing/lifetimes.ts';
import { isPersonal } from '../tokens/signing/personal.ts';
import { revocationReads } from '../tokens/checking/revocable.ts';
import { signingsOf } from '../tokens/signing/signings.ts';
import { signatureOnly } from './auth-signature-only.ts';

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
    const spans = lifetimesOf(program, one).flatMap(({ ms, purpose }) => (purpose === 'access' ? [ms] : []));
    const longest = Math.max(0, ...spans);
    if (longest <= LONGEST || isForMachines(one) || (hasHandle(program, one) && !isNeverAsked(program, one)))
      return [];
    return [
      findingAt(jwtTooLong, one.site.func, one.site.node, {
        message: `This token lives ${spoken(longest)}, and nothing revokes it before: logging out does not end it. Let it live for minutes, and renew it.`,
        fix: advice(
          'Shorten it to minutes and renew it with a refresh token that is stored, or keep the session on the server.',
        ),
      }),
    ];
  });
}

/** A session in the token revokes nothing where everybody who reads the token looks at its signature alone. */
function isNeverAsked(program: Program, { secret, site }: Signing): boolean {
  const all = authenticatorsOf(program);
  if (all.length === 0 || (secret && isPersonal(secret, site.func))) return false;
  return signatureOnly(program).length === all.length && revocationReads(program).length === 0;
}

function spoken(ms: number): string {
  if (ms > 36_525 * 86_400_000) return 'practically for ever';
  const days = Math.round(ms / 86_400_000);
  return days < 2 ? `for ${Math.round(ms / 3_600_000)} hours` : `for ${days} days`;
}
