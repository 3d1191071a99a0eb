import { expect, it } from 'vitest';
import { TestClock } from '../../test/support/clock.ts';
import { bearer, logged } from '../../test/support/logged.ts';
import { timersByHand, type Waiting } from '../../test/support/timers.ts';
import { TokenRevoked } from './errors.ts';
import { Signals } from './signals.ts';
import type { VerifiedToken } from './token.ts';

function made(): { signals: Signals; clock: TestClock; set: Waiting[]; dead: Set<string>; of: Of } {
  const clock = new TestClock();
  const { timers, set } = timersByHand();
  const dead = new Set<string>();
  const signals = new Signals(clock, timers, ({ token }) =>
    dead.has(token) ? new TokenRevoked('dead before') : undefined,
  );
  const times = { issuedAt: clock.now(), expiresAt: clock.now() + 60_000, claims: {} };
  return { signals, clock, set, dead, of: (more = {}) => ({ ...bearer, ...times, ...more }) };
}
type Of = (more?: Partial<VerifiedToken>) => VerifiedToken;

const cut = { position: { generation: 1, sequence: 9 } };
const why = (signal: AbortSignal): unknown => (signal.reason as { code?: string } | undefined)?.code;

it('is one for all requests of a token, and another for each token of each issuer', () => {
  const { signals, dead, of } = made();
  const one = signals.of(of());
  expect(signals.of(of())).toBe(one);
  expect(signals.of(of({ token: 'u' }))).not.toBe(one);
  expect(signals.of(of({ issuer: 'j' }))).not.toBe(one);
  expect(signals.tokens()).toEqual([of(), of({ token: 'u' }), of({ issuer: 'j' })]);
  dead.add('t');
  expect(why(signals.of(of()))).toBe('ERR_TOKEN_REVOKED');
  expect(one.aborted).toBe(false);
});

it.each([
  ['token', 't'],
  ['session', 's'],
  ['subject', 'u'],
  ['client', 'c'],
  ['tenant', 'n'],
  ['everything', '*'],
] as const)('aborts when the %s is ended, and no other', (kind, id) => {
  const { signals, of } = made();
  const [one, two] = [signals.of(of()), signals.of(of({ issuer: 'j' }))];
  const other = { token: 'T', session: 'S', subject: 'U', client: 'C', tenant: 'N' };
  const third = signals.of(of(other));
  signals.apply(logged({ ...cut, kind, id: 'nobody' }));
  expect([one, two, third].map(({ aborted }) => aborted)).toEqual([false, false, false]);
  signals.apply(logged({ ...cut, kind, id }));
  expect([one, two, third].map(why)).toEqual([
    'ERR_TOKEN_REVOKED',
    undefined,
    kind === 'everything' ? 'ERR_TOKEN_REVOKED' : undefined,
  ]);
  expect((one.reason as Error).message).toBe(`the ${kind} was ended`);
  signals.apply(logged({ ...cut, kind, id, issuer: '*' }));
  expect(why(two)).toBe('ERR_TOKEN_REVOKED');
  expect(signals.tokens()).toEqual(kind === 'everything' ? [] : [of(other)]);
});

it('aborts each token of a session, and knows those that come later', () => {
  const { signals, of } = made();
  const bare = of();
  delete (bare as { client?: string }).client;
  const all = [signals.of(bare), signals.of(of({ token: 'u' }))];
  signals.end(bare, new TokenRevoked('by hand'));
  expect(all.map(({ aborted }) => aborted)).toEqual([true, false]);
  const again = signals.of(of());
  signals.apply(logged());
  expect([again, ...all].map(({ aborted }) => aborted)).toEqual([true, true, true]);
  signals.end(of({ token: 'never seen' }), new TokenRevoked('by hand'));
});

it('aborts what was bound to a log that is lost, and everything when nobody watches any more', () => {
  const { signals, set, of } = made();
  const [one, other] = [signals.of(of()), signals.of(of({ token: 'u' }))];
  signals.lose(({ token }) => token === 't');
  expect([one, other].map(why)).toEqual(['ERR_TOKEN_REVOKED', undefined]);
  expect([signals.isClosed, set.length]).toEqual([false, 1]);
  signals.close();
  expect(why(other)).toBe('ERR_STORE_UNAVAILABLE');
  expect([signals.isClosed, set.length, signals.tokens().length]).toEqual([true, 0, 0]);
});

it('looks at the next expiry, and every second, and not at all when nothing is open', () => {
  const { signals, clock, set, of } = made();
  const now = clock.now();
  const late = signals.of(of());
  expect(set).toMatchObject([{ delay: 1_000, background: true }]);
  const early = signals.of(of({ token: 'u', expiresAt: now + 400 }));
  expect(set).toMatchObject([{ delay: 400 }]);
  signals.of(of({ token: 'v', expiresAt: now + 500 }));
  expect(set).toHaveLength(1);
  clock.advance(400);
  set[0]?.run();
  expect([late, early].map(why)).toEqual([undefined, 'ERR_TOKEN_EXPIRED']);
  expect(set).toMatchObject([{ delay: 100 }]);
  // The clock was set forward: the next look notices.
  clock.setWall(3_600_000);
  set[0]?.run();
  expect(why(late)).toBe('ERR_TOKEN_EXPIRED');
  expect(set).toEqual([]);
  signals.of(of({ token: 'w', expiresAt: now }));
  expect(set).toMatchObject([{ delay: 0 }]);
});
