import { expect, it } from 'vitest';
import { memory } from '../../../src/stores/memory/index.ts';
import { TestClock } from '../../support/clock.ts';
import { codeOf, node } from '../../support/node.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const LONG = { name: 'https://api.test', audience: 'api' };

it('ends a session that nobody used for the idle limit, and none that somebody uses, on any node', async () => {
  const clock = new TestClock();
  const store = memory();
  const sessions = { idle: 30 * MINUTE, absolute: 12 * HOUR };
  await using a = await node({ store, clock, sessions });
  await using b = await node({ store, clock, sessions });
  let used = await a.issue({ subject: 'alice' });
  const unused = await a.issue({ subject: 'alice' });
  for (let step = 0; step < 10; step += 1) {
    clock.advance(25 * MINUTE);
    used = await (step % 2 === 0 ? b : a).refresh(used.refreshToken);
    await a.verify(used.accessToken);
  }
  expect(await codeOf(b.refresh(unused.refreshToken))).toMatch(/^ERR_TOKEN_(EXPIRED|REVOKED)$/);
  expect((await b.sessions('alice')).map(({ id }) => id)).toEqual([used.session]);
  clock.advance(31 * MINUTE);
  expect(await codeOf(b.refresh(used.refreshToken))).toBe('ERR_TOKEN_EXPIRED');
  expect(await b.sessions('alice')).toEqual([]);
});

it('counts a request as activity, also for the other nodes', async () => {
  const clock = new TestClock();
  const store = memory();
  const { generateKey } = await import('../../../src/index.ts');
  const issuer = { ...LONG, keys: [await generateKey()], lifetime: 5 * HOUR };
  const sessions = { idle: 30 * MINUTE, absolute: 12 * HOUR };
  await using a = await node({ store, clock, sessions, issuer });
  await using b = await node({ store, clock, sessions, issuer });
  const { accessToken, refreshToken } = await a.issue({ subject: 'alice' });
  for (let step = 0; step < 6; step += 1) {
    clock.advance(20 * MINUTE);
    await (step % 2 === 0 ? a : b).verify(accessToken);
  }
  clock.advance(31 * MINUTE);
  expect(await codeOf(a.verify(accessToken))).toBe('ERR_TOKEN_EXPIRED');
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await codeOf(b.refresh(refreshToken))).toBe('ERR_TOKEN_REVOKED');
});

it('ends a session at its absolute limit however busy it is, and no token outlives it', async () => {
  const clock = new TestClock();
  const sessions = { idle: HOUR, absolute: 2 * HOUR };
  await using curfew = await node({ clock, sessions });
  const first = await curfew.issue({ subject: 'alice' });
  let tokens = first;
  for (let step = 0; step < 11; step += 1) {
    clock.advance(10 * MINUTE);
    tokens = await curfew.refresh(tokens.refreshToken);
    expect(tokens.expiresAt).toBeLessThanOrEqual(first.refreshExpiresAt);
  }
  clock.advance(7 * MINUTE);
  tokens = await curfew.refresh(tokens.refreshToken);
  expect(tokens.expiresAt).toBeLessThanOrEqual(first.refreshExpiresAt);
  clock.advance(3 * MINUTE);
  expect(await codeOf(curfew.verify(tokens.accessToken))).toBe('ERR_TOKEN_EXPIRED');
  expect(await codeOf(curfew.refresh(tokens.refreshToken))).toBe('ERR_TOKEN_EXPIRED');
});

it('keeps a subject within its number of sessions: the oldest ends, everywhere, before the new one begins', async () => {
  const store = memory();
  const sessions = { limit: { max: 2, then: 'end-oldest' } } as const;
  await using a = await node({ store, sessions });
  await using b = await node({ store, sessions });
  const [first, second] = [await a.issue({ subject: 'alice' }), await a.issue({ subject: 'alice' })];
  await b.verify(first.accessToken);
  const third = await a.issue({ subject: 'alice' });
  expect(await codeOf(b.verify(first.accessToken))).toBe('ERR_TOKEN_REVOKED');
  for (const { accessToken } of [second, third]) expect((await b.verify(accessToken)).subject).toBe('alice');
});

it('refuses the next session where that is the policy', async () => {
  await using curfew = await node({ sessions: { limit: { max: 1, then: 'refuse' } } });
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  expect(await codeOf(curfew.issue({ subject: 'alice' }))).toBe('ERR_SESSION_LIMIT');
  await curfew.issue({ subject: 'bob' });
  await curfew.logout(accessToken);
  await curfew.issue({ subject: 'alice' });
});
