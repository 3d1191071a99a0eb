import { expect, it } from 'vitest';
import { TestClock } from '../../test/support/clock.ts';
import { codeOf, node, overriding, until } from '../../test/support/node.ts';
import type { Memory, Store } from '../index.ts';
import { Data } from '../stores/memory/data.ts';
import { MemoryStore } from '../stores/memory/memory-store.ts';
import { memory } from '../stores/memory/index.ts';
import { systemClock } from './clock.ts';
import { systemTimers } from './timers.ts';

it('writes into a token how far it knows the log to have got, and no less than where its session began', async () => {
  const shared = memory();
  let isDeaf = false;
  const changes: Store['changes'] = async (...values) => {
    const answer = await shared.changes(...values);
    return isDeaf ? new Promise(() => undefined) : answer;
  };
  await using curfew = await node({ store: overriding(shared, { changes }), staleness: 60_000 });
  await using other = await node({ store: shared, staleness: 60_000 });
  const placeOf = async (accessToken: string): Promise<unknown[]> => {
    const { claims } = await other.verify(accessToken);
    return [claims['rv0'], claims['rv']];
  };
  const { accessToken, refreshToken } = await curfew.issue({ subject: 'alice' });
  const [began] = await placeOf(accessToken);
  expect(await placeOf(accessToken)).toEqual([began, began]);
  await other.verify(accessToken);
  await curfew.revoke({ subject: 'bob' });
  await curfew.revoke({ subject: 'carol' });
  const { cursor } = await shared.changes();
  await until(() => curfew.health().cursor === cursor);
  const next = await curfew.refresh(refreshToken);
  expect(await placeOf(next.accessToken)).toEqual([began, cursor.split('.').slice(1).join('.')]);

  // A node that lags behind: the session began after all it knows.
  isDeaf = true;
  await shared.append([]);
  await shared.append([{ kind: 'subject', id: 'dave', issuer: '*', at: 0, expiresAt: Date.now() + 60_000 }]);
  const { cursor: further } = await shared.changes();
  const late = await curfew.issue({ subject: 'erin' });
  const end = further.split('.').slice(1).join('.');
  expect(await placeOf(late.accessToken)).toEqual([end, end]);
});

it('gives no tokens for a session that ends while it is refreshed', async () => {
  const store = memory();
  const rotate: Store['rotate'] = async (sid, ...more) => {
    await store.append([{ kind: 'session', id: sid, issuer: 'https://api.test', at: 0, expiresAt: 9e15 }]);
    return store.rotate(sid, ...more);
  };
  await using curfew = await node({ store: overriding(store, { rotate }) });
  const refreshed: string[] = [];
  curfew.on('refreshed', ({ session }) => refreshed.push(session));
  const { refreshToken } = await curfew.issue({ subject: 'alice' });
  expect(await codeOf(curfew.refresh(refreshToken))).toBe('ERR_TOKEN_REVOKED');
  expect(refreshed).toEqual([]);
});

it('gives no tokens that are bound to no log', async () => {
  const store = memory();
  await using opening = await node({ store });
  const { refreshToken } = await opening.issue({ subject: 'alice' });
  const session: Store['session'] = async (sid) => {
    const found = await store.session(sid);
    return found && { ...found, began: 'nowhere' };
  };
  await using curfew = await node({ store: overriding(store, { session }) });
  expect(await codeOf(curfew.refresh(refreshToken))).toBe('ERR_STORE_UNAVAILABLE');
});

it('remembers how often it has refreshed a session, should the store lose it, and none that has ended', async () => {
  const data = new Data('here', systemClock.now());
  const store = new MemoryStore(systemClock, systemTimers, { data, server: 'here' });
  const reminded: Memory[] = [];
  const remind: Store['remind'] = (all) => (reminded.push(all), store.remind(all));
  await using curfew = await node({ store: overriding(store, { remind }) });
  const first = await curfew.issue({ subject: 'alice' });
  const second = await curfew.refresh(first.refreshToken);
  await curfew.verify((await curfew.refresh(second.refreshToken)).accessToken);
  const stored = await store.session(first.session);
  await curfew.logout((await curfew.issue({ subject: 'bob' })).accessToken);
  data.doubt = { id: 'loss', reason: 'part of it is gone' };
  await until(() => reminded.length > 0);
  expect(reminded[0]?.sessions).toMatchObject([{ id: first.session, generation: 2, began: stored?.began }]);
  expect(reminded[0]?.sessions[0]?.rotatedAt).toBeGreaterThanOrEqual(stored?.startedAt ?? Infinity);
});

it('counts a refresh as use of the session at once', async () => {
  const clock = new TestClock();
  await using curfew = await node({ clock, sessions: { idle: 10_000, absolute: 60_000 } });
  const { refreshToken, session } = await curfew.issue({ subject: 'alice' });
  clock.advance(9_000);
  const next = await curfew.refresh(refreshToken);
  expect(await curfew.sessions('alice')).toMatchObject([{ id: session, seenAt: clock.now() }]);
  clock.advance(10_000);
  expect((await curfew.refresh(next.refreshToken)).session).toBe(session);
});
