import type { Program } from '../engine/program.ts';
import type { Finding } from '../finding.ts';
import { advice, findingAt } from '../report.ts';
import type { Rule } from '../rule.ts';
import { isEndless } from '../tokens/signing/expiry.ts';
import { isForMachines } from '../tokens/signing/lifetimes.ts';
import { signingsOf } from '../tokens/signing/signings.ts';

export const jwtNoExpiry: Rule = {
  id: 'jwt-no-expiry',
  level: 'error',
  summary: 'A token is signed without an expiry: who copies it has it for ever.',
  cwe: ['CWE-613'],
  asvs: '9.2.1',
  check,
};

function check(program: Program): readonly Finding[] {
  return signingsOf(program)
    .filter((one) => isEndless(program, one) && !isForMachines(one))
    .map(({ site, library }) =>
      findingAt(jwtNoExpiry, site.func, site.node, {
        message:
          'This token never expires: a copy of it works until the signing key is changed. Give it an expiry of minutes.',
        fix: advice(
          library === 'jose' ? "Add .setExpirationTime('15m')." : "Add { expiresIn: '15m' } to its options.",
        ),
      }),
    );
}
