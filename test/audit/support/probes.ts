import type { Outcome, ProbeResult } from '../../../src/audit/outcome.ts';
import { exchange, open } from './exchanges.ts';

/** A probe that passed with this evidence. */
export function passed(id: `P${string}`, name: string, evidence: string, took = 900): ProbeResult {
  return { id, name, verdict: 'pass', evidence, notes: [], exchanges: [], references: ['CWE-613'], took };
}

export const NOT_RUN: Outcome['notRun'] = [
  {
    id: 'P14',
    name: 'outage',
    reason: 'No command is known that takes the store away.',
    configure: 'Give outage: { stop, start } in the plan.',
  },
  {
    id: 'P15',
    name: 'sockets',
    reason: 'No WebSocket and no event stream was named.',
    configure: 'Give sockets: [{ kind, url }] in the plan.',
  },
  {
    id: 'P18',
    name: 'OIDC back channel',
    reason: 'No provider is configured.',
    configure: 'Give backchannel: { url, issuer, audience, key } in the plan.',
  },
];

/** What the probes found of a back end with stateless access tokens. */
export const FAILING: readonly ProbeResult[] = [
  {
    id: 'P01',
    name: 'replay',
    verdict: 'fail',
    evidence:
      'After the logout the access token still opened /users/me, and so did two other spellings of it.',
    worstCase: '15 minutes',
    worstCaseMs: 900_000,
    fix: 'Check on every request that the session of the token has not ended: keep a denylist of session ids, or look the session up. Clearing it in the browser alone ends nothing.',
    notes: [
      'With the last character changed the token still verified: a list of token strings would be walked past.',
    ],
    exchanges: [
      { caption: 'Before the logout', exchange: open(420) },
      { caption: 'After the logout', exchange: open(1_030) },
    ],
    references: ['CWE-613', 'ASVS 7.4.1'],
    took: 2_410,
  },
  {
    id: 'P02',
    name: 'time to death',
    verdict: 'fail',
    evidence: 'The access token was still accepted 30 s after the logout; 0 s are declared.',
    worstCase: '15 minutes, until its exp',
    worstCaseMs: 900_000,
    fix: 'Make the logout reach every node before it answers, or declare the budget that you mean.',
    notes: [],
    exchanges: [
      { caption: 'Right after the logout', exchange: open(1_030) },
      { caption: '30 s after the logout', exchange: open(31_040) },
    ],
    references: ['CWE-613', 'ASVS 7.4.1'],
    took: 30_100,
  },
  passed(
    'P03',
    'refresh',
    'After the logout the refresh token gave no new tokens (401, as for a garbage one).',
  ),
  passed('P04', 'scope', 'The logout of one device left the other one signed in, as declared.'),
  {
    id: 'P05',
    name: 'race',
    verdict: 'inconclusive',
    evidence:
      'In 3 of 40 rounds the answer after the race was 429, which is neither the open nor the refused one.',
    fix: 'Allow the test account more requests a minute, or run this probe alone with --probe P05.',
    notes: ['In the other 37 rounds nothing stayed alive.'],
    exchanges: [
      {
        caption: 'After the race',
        exchange: exchange(
          { at: 33_500 },
          { status: 429, headers: [['Retry-After', '12']], body: 'Slow down' },
        ),
      },
    ],
    references: ['CWE-613', 'CWE-362'],
    took: 4_800,
  },
  passed('P08', 'deletion', 'The browser’s jar held no cookie of the session after the logout.', 40),
  {
    ...passed('P10', 'cache', 'The personal page did not come back from a cache.', 1_900),
    notes: ['The answer to the logout has no Cache-Control; no-store would be clearer.'],
  },
  passed(
    'P12',
    'method and CSRF',
    'GET /auth/logout answered 405; a foreign Origin would send no credential.',
    120,
  ),
  passed(
    'P13',
    'honesty',
    'Garbage, repeated and expired tokens were answered without a false promise.',
    160,
  ),
  passed('P17', 're-login', 'After a new login the old refresh token stayed dead.', 640),
];
