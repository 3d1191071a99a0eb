import type { Program } from '../engine/program.ts';
import type { Reach } from '../effects/reach.ts';
import { signingOf } from '../effects/tokens.ts';
import type { Finding } from '../finding.ts';
import { advice, findingAt } from '../report.ts';
import type { Rule } from '../rule.ts';
import { isBehindGuard } from '../tokens/checking/let-in.ts';
import { laxMiddlewares } from '../tokens/renewing/lax-middleware.ts';
import { lenientStrategies } from '../tokens/renewing/lenient.ts';
import { couldRevoke, textOfReach } from '../tokens/checking/revocable.ts';
import { renewalsOf } from '../tokens/renewing/renewals.ts';

/** For how long it has expired is asked: `now - claims.exp > GRACE`. */
const WINDOW = /\bexp\b\s*([<>+-]|[^;{}\n=]{0,30}[<>])|[<>-]\s*[^;{}\n=]{0,30}\bexp\b/;

/** Tokens of somebody else, which say who logs in. */
const OTHERS = /id_?token|google|apple|facebook|firebase|saml|credential/i;

export const expiredTokenRenewed: Rule = {
  id: 'expired-token-renewed',
  level: 'error',
  summary: 'An expired token is accepted and exchanged for a new one: no token ever ends.',
  cwe: ['CWE-613', 'CWE-672'],
  asvs: '9.2.1',
  check,
};

function check(program: Program): readonly Finding[] {
  return [...ofRenewals(program), ...ofStrategies(program)];
}

/** A strategy or a middleware that takes expired tokens, before a route that gives new ones. */
function ofStrategies(program: Program): Finding[] {
  return [...lenientStrategies(program), ...laxMiddlewares(program)].map(({ site, issuing }) =>
    findingAt(expiredTokenRenewed, site.func, site.node, {
      message:
        'The expiry is ignored here, and a new token is issued behind it: a token that leaked once can be renewed for ever, also after logout.',
      certainty: issuing ? 'proven' : 'cannot-see-callee',
      fix: advice(
        'Look up in validate whether the session of the old token is still open, or renew with a stored token.',
      ),
    }),
  );
}

/** Whether what is signed lets somebody in, and is no link in a mail; undefined where it is not seen what is signed. */
function issues(program: Program, { effects }: Reach): boolean | undefined {
  const purposes = effects.flatMap(({ site }) => (site && signingOf(program, site)?.purpose) ?? []);
  return purposes.length === 0 ? undefined : purposes.some((one) => one !== 'once');
}

function ofRenewals(program: Program): Finding[] {
  return renewalsOf(program)
    .filter(({ verify, ignoresExpiry }) => ignoresExpiry || verify.kind !== 'verify')
    .filter(
      ({ reach, ignoresExpiry }) => ignoresExpiry || !reach.effects.some(({ kind }) => kind === 'verify'),
    )
    .filter(
      ({ reach, verify, ignoresExpiry }) =>
        !couldRevoke(program, reach) &&
        // When a token ends is no question to one that anybody can have written.
        ((verify.kind !== 'verify' && !ignoresExpiry && issues(program, reach) === true) ||
          !WINDOW.test(textOfReach(reach))),
    )
    .filter(
      ({ reach, verify, func, ignoresExpiry }) =>
        issues(program, reach) !== false &&
        (ignoresExpiry ||
          verify.kind === 'verify' ||
          !(OTHERS.test(verify.about) || isBehindGuard(program, func))),
    )
    .map(({ verify, reach, ignoresExpiry }) =>
      findingAt(expiredTokenRenewed, verify.func, verify.node, {
        message:
          verify.kind === 'verify'
            ? 'The expiry is ignored here and a new token is issued: a token that leaked once can be renewed for ever, also after logout.'
            : ignoresExpiry
              ? 'The token has expired, and a new one is issued for what it says: a token that leaked once can be renewed for ever, also after logout.'
              : 'A token is only decoded here, neither its signature nor its expiry is checked, and a new one is issued for it.',
        certainty: reach.effects.some(({ kind }) => kind === 'sign') ? 'proven' : 'cannot-see-callee',
        fix: advice(
          'Renew with a refresh token that is stored; or look up first whether the session of the old token is still open.',
        ),
      }),
    );
}
