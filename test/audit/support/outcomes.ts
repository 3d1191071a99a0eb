import type { Outcome } from '../../../src/audit/outcome.ts';
import { alike, BASE, open, refused } from './exchanges.ts';
import { FAILING, NOT_RUN, passed } from './probes.ts';

const BEGAN = Date.UTC(2026, 10, 21, 14, 15);

/** A back end with stateless access tokens, whose logout ends the refresh token alone. */
export const failing: Outcome = {
  verdict: 'fail',
  summary: 'After logout this token still opened /users/me; worst case 15 minutes.',
  target: { bases: [BASE], guesses: ['logout: POST /auth/logout, guessed from the HAR'] },
  began: BEGAN,
  ended: BEGAN + 41_300,
  requests: { made: 184, most: 2_000 },
  controls: { authenticated: open(310), anonymous: refused(330, []), garbage: refused(350) },
  probes: FAILING,
  notRun: NOT_RUN,
  matrix: [
    { credential: 'access token', moment: 'before logout', state: 'alive' },
    { credential: 'access token', moment: 'after logout', state: 'alive' },
    { credential: 'access token', moment: '5 s after', state: 'alive' },
    { credential: 'access token', moment: 'after a new login', state: 'alive' },
    { credential: 'access token, last character changed', moment: 'before logout', state: 'alive' },
    { credential: 'access token, last character changed', moment: 'after logout', state: 'alive' },
    { credential: 'access token, padded', moment: 'before logout', state: 'dead' },
    { credential: 'access token, padded', moment: 'after logout', state: 'dead' },
    { credential: 'refresh token', moment: 'before logout', state: 'alive' },
    { credential: 'refresh token', moment: 'after logout', state: 'dead' },
    { credential: 'refresh token', moment: '5 s after', state: 'dead' },
    { credential: 'refresh token', moment: 'after a new login', state: 'dead' },
    { credential: 'cookie session', moment: 'before logout', state: 'alive' },
    { credential: 'cookie session', moment: 'after logout', state: 'unclear' },
    { credential: 'cookie session', moment: '5 s after', state: 'dead' },
  ],
  timeline: [
    { at: 200, what: 'login' },
    { at: 420, what: 'access token, before the logout', state: 'alive' },
    { at: 1_000, what: 'logout' },
    { at: 1_030, what: 'access token, right after', state: 'alive' },
    { at: 1_050, what: 'refresh token, right after', state: 'dead' },
    { at: 1_070, what: 'cookie session, right after', state: 'unclear' },
    { at: 6_040, what: 'access token, 5 s after', state: 'alive' },
    { at: 31_040, what: 'access token, 30 s after', state: 'alive' },
  ],
};

const replays = ['right after', '1 s after', '5 s after', '30 s after'];

/** A back end that ends the session in its store. */
export const passing: Outcome = {
  ...failing,
  verdict: 'pass',
  summary: 'After logout nothing opened /users/me any more: 11 credentials were dead at once, on both nodes.',
  target: { bases: [BASE, 'http://127.0.0.1:8056'], guesses: [] },
  probes: [
    passed(
      'P01',
      'replay',
      'After the logout 11 credentials and spellings were refused as garbage is.',
      2_210,
    ),
    passed(
      'P02',
      'time to death',
      'The first answer after the logout was a refusal already, on both nodes.',
      4_020,
    ),
    ...failing.probes.filter(({ verdict }) => verdict === 'pass'),
    passed('P05', 'race', 'In 40 rounds no refresh beside a logout left a live token.', 5_100),
  ].toSorted((one, other) => (one.id < other.id ? -1 : 1)),
  matrix: ['access token', 'refresh token', 'cookie session'].flatMap((credential) => [
    { credential, moment: 'before logout', state: 'alive' as const },
    { credential, moment: 'after logout', state: 'dead' as const },
    { credential, moment: '5 s after', state: 'dead' as const },
    { credential, moment: 'after a new login', state: 'dead' as const },
  ]),
  timeline: [
    { at: 200, what: 'login' },
    { at: 420, what: 'access token, before the logout', state: 'alive' },
    { at: 1_000, what: 'logout' },
    ...replays.map((when, at) => ({
      at: 1_030 + at * 900,
      what: `access token, ${when}`,
      state: 'dead' as const,
    })),
  ],
};

/** A page that looks alike for everybody: there is nothing to judge by, and no probe ran. */
export const inconclusive: Outcome = {
  ...failing,
  verdict: 'inconclusive',
  summary:
    'Nobody can say: GET /home answers a person and a stranger alike. Give a URL that only a signed-in person can read.',
  requests: { made: 9, most: 2_000 },
  ended: BEGAN + 1_240,
  target: { bases: [BASE], guesses: ['me: GET /home, guessed from the second curl'] },
  controls: { authenticated: alike(310), anonymous: alike(330, []), garbage: alike(350) },
  probes: [],
  notRun: [
    {
      id: 'P01',
      name: 'replay',
      reason: 'A signed-in answer cannot be told from an anonymous one.',
      configure: 'Give me: another URL, or canary: a user id or e-mail address that only that answer holds.',
    },
    ...NOT_RUN,
  ],
  matrix: [],
  timeline: [{ at: 200, what: 'login' }],
};
