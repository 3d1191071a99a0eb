import { expect, it } from 'vitest';
import { systemClock } from '../../../src/core/clock.ts';
import { systemTimers } from '../../../src/core/timers.ts';
import type { Curfew, CurfewEvent, CurfewEvents } from '../../../src/index.ts';
import { Data } from '../../../src/stores/memory/data.ts';
import { MemoryStore } from '../../../src/stores/memory/memory-store.ts';
import { memory } from '../../../src/stores/memory/index.ts';
import { TestClock } from '../../support/clock.ts';
import { codeOf, loseAll, node, until, watched } from '../../support/node.ts';

/** All that a node tells of those events, in order. */
function heard<E extends CurfewEvent>(curfew: Curfew, ...events: E[]): [E, CurfewEvents[E]][] {
  const all: [E, CurfewEvents[E]][] = [];
  for (const event of events) curfew.on(event, (detail) => void all.push([event, detail]));
  return all;
}

it('says who came, by tokens or without, and who went on', async () => {
  const clock = new TestClock();
  const store = new MemoryStore(clock, systemTimers);
  await using curfew = await node({ clock, store });
  const told = heard(curfew, 'issued', 'refreshed', 'reuse');
  const at = clock.now();
  const { session, refreshToken } = await curfew.issue({ subject: 'alice' });
  await curfew.open({ subject: 'bob' }, 'his');
  clock.advance(1_000);
  await curfew.refresh(refreshToken);
  clock.advance(20_000);
  await codeOf(curfew.refresh(refreshToken));
  expect(told).toStrictEqual([
    ['issued', { subject: 'alice', session, at }],
    ['issued', { subject: 'bob', session: 'his', at }],
    ['refreshed', { subject: 'alice', session, at: at + 1_000 }],
    ['reuse', { subject: 'alice', session, at: at + 21_000 }],
  ]);
});

it('says what was revoked, why and by whom, and nothing of who did not say', async () => {
  const clock = new TestClock();
  await using curfew = await node({ clock, sessions: { idle: 60_000 } });
  const told = heard(curfew, 'revoked');
  const common = { issuer: 'https://api.test', at: clock.now() };
  const [first, idle] = [await curfew.issue({ subject: 'alice' }), await curfew.issue({ subject: 'bob' })];
  await curfew.logout(first.accessToken);
  await curfew.revoke({ subject: 'carol' }, { reason: 'stolen', by: 'eve' });
  await curfew.revoke({ client: 'app' }, { by: 'eve' });
  await curfew.revoke('everything');
  const kept = await curfew.open({ subject: 'dave' });
  clock.advance(60_001);
  await codeOf(curfew.refresh(idle.refreshToken));
  await codeOf(curfew.alive(kept.id));
  await until(() => told.length === 5);
  expect(told.map(([, detail]) => detail)).toStrictEqual([
    { kind: 'session', id: first.session, ...common, reason: 'logout' },
    { kind: 'subject', id: 'carol', ...common, reason: 'stolen', by: 'eve' },
    { kind: 'client', id: 'app', ...common, by: 'eve' },
    { kind: 'everything', id: '*', issuer: '*', at: common.at },
    { kind: 'session', id: kept.id, ...common, at: clock.now(), reason: 'idle' },
  ]);
});

it('says why a token was refused, and whose it was when it is genuine', async () => {
  const clock = new TestClock();
  await using curfew = await node({ clock });
  const told = heard(curfew, 'refused');
  const at = clock.now();
  const { accessToken, session } = await curfew.issue({ subject: 'alice' });
  await codeOf(curfew.verify('nobody’s'));
  expect(await codeOf(curfew.verify(7 as never))).toBe('ERR_TOKEN_INVALID');
  await curfew.verify(accessToken);
  await curfew.logout(accessToken);
  await codeOf(curfew.verify(accessToken));
  clock.advance(300_000);
  await codeOf(curfew.verify(accessToken));
  expect(told.map(([, detail]) => detail)).toStrictEqual([
    { code: 'ERR_TOKEN_INVALID', at },
    { code: 'ERR_TOKEN_INVALID', at },
    { code: 'ERR_TOKEN_REVOKED', session, at },
    { code: 'ERR_TOKEN_EXPIRED', session, at: at + 300_000 },
  ]);
});

it('says since when it cannot tell and why, and after how long it can again', async () => {
  const clock = new TestClock();
  const { store, disturb } = watched(memory());
  await using curfew = await node({ clock, store, staleness: 60_000 });
  const told = heard(curfew, 'stale', 'fresh');
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  await curfew.verify(accessToken);
  const since = clock.now();
  disturb('fail', ['changes']);
  clock.advance(61_000);
  expect(await codeOf(curfew.verify(accessToken))).toBe('ERR_STORE_UNAVAILABLE');
  disturb('none');
  clock.advance(500);
  await curfew.verify(accessToken);
  expect(told).toStrictEqual([
    ['stale', { since, reason: expect.stringMatching(/./) }],
    ['fresh', { after: 500 }],
  ]);
});

it('says that the store had lost something and has it back, or that it begins another life', async () => {
  const data = new Data('here', systemClock.now());
  const store = new MemoryStore(systemClock, systemTimers, { data, server: 'here' });
  await using curfew = await node({ store });
  const told = heard(curfew, 'restored', 'amnesia');
  const { accessToken, refreshToken } = await curfew.issue({ subject: 'alice' });
  await curfew.verify(accessToken);
  const { incarnation = '' } = curfew.health();
  data.doubt = { id: 'loss', reason: 'part of it is gone' };
  await until(() => told.length > 0);
  expect(told).toStrictEqual([['restored', { incarnation, reason: 'part of it is gone' }]]);
  const auth = await curfew.verify(accessToken);
  expect(auth.subject).toBe('alice');
  await curfew.refresh(refreshToken);
  expect(auth.signal.aborted).toBe(false);

  await loseAll(store);
  await until(() => told.length > 1);
  const { incarnation: next = '' } = curfew.health();
  expect(next).not.toBe(incarnation);
  expect(told[1]).toStrictEqual(['amnesia', { incarnation: next, reason: expect.stringMatching(/ /) }]);
  expect(await codeOf(curfew.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
  expect(auth.signal.aborted).toBe(true);
});
