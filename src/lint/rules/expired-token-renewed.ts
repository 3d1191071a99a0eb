import type { Program } from '../engine/program.ts';
import type { Finding } from '../finding.ts';
import { advice, findingAt } from '../report.ts';
import type { Rule } from '../rule.ts';
import { lenientStrategies } from '../tokens/lenient.ts';
import { couldRevoke, textOfReach } from '../tokens/revocable.ts';
import { renewalsOf } from '../tokens/renewals.ts';

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

/** A strategy of Passport that takes expired tokens, before a route that gives new ones. */
function ofStrategies(program: Program): Finding[] {
  return lenientStrategies(program).map(({ site, issuing }) =>
    findingAt(expiredTokenRenewed, site.func, site.node, {
      message:
        'This strategy ignores the expiry, and a new token is issued behind it: a token that leaked once can be renewed for ever, also after logout.',
      certainty: issuing ? 'proven' : 'cannot-see-callee',
      fix: advice(
        'Look up in validate whether the session of the old token is still open, or renew with a stored token.',
      ),
    }),
  );
}

function ofRenewals(program: Program): Finding[] {
  return renewalsOf(program)
    .filter(({ verify, ignoresExpiry }) => ignoresExpiry || verify.kind !== 'verify')
    .filter(
      ({ reach, ignoresExpiry }) => ignoresExpiry || !reach.effects.some(({ kind }) => kind === 'verify'),
    )
    .filter(
      ({ reach }) =>
        !couldRevoke(program, reach) && !/\bexp\b\s*[<>+-]|[<>-]\s*\w+\??\.exp\b/.test(textOfReach(reach)),
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
