import { expect, it } from 'vitest';
import { TestClock } from '../../test/support/clock.ts';
import { codeOf, node, overriding, watched } from '../../test/support/node.ts';
import { OpaqueIssuer } from '../../test/support/opaque-issuer.ts';
import { MemoryStore } from '../stores/memory/memory-store.ts';
import { memory } from '../stores/memory/index.ts';
import { systemTimers } from './timers.ts';

it('asks about a session once, and about what is no name never', async () => {
  const shared = memory();
  const { store, calls } = watched(shared);
  await using opening = await node({ store: shared });
  await using curfew = await node({ store });
  for (const odd of ['', 'a\0b', '\ud800', 'x'.repeat(256), undefined, 7])
    expect(await codeOf(curfew.alive(odd as string))).toBe('ERR_TOKEN_INVALID');
  expect(calls['session']).toBeUndefined();
  const { id } = await opening.open({ subject: 'alice' });
  for (let turn = 0; turn < 3; turn += 1) await curfew.alive(id);
  expect(calls['session']).toBe(1);
});

it('says of a session what the store says, and no more', async () => {
  const clock = new TestClock();
  const store = new MemoryStore(clock, systemTimers);
  await using curfew = await node({ store, clock, sessions: { absolute: 600_000 } });
  const times = { issuedAt: clock.now(), expiresAt: clock.now() + 600_000 };
  await curfew.open({ subject: 'alice' }, 'plain');
  await curfew.open({ subject: 'bob', client: 'app', tenant: 'acme', claims: { role: 'admin' } }, 'rich');
  const all = { issuer: 'https://api.test', ...times };
  expect({ ...(await curfew.alive('plain')) }).toEqual({
    ...all,
    subject: 'alice',
    session: 'plain',
    token: 'plain',
    client: all.issuer,
    claims: {},
  });
  expect({ ...(await curfew.alive('rich')) }).toEqual({
    ...all,
    subject: 'bob',
    session: 'rich',
    token: 'rich',
    client: 'app',
    tenant: 'acme',
    claims: { role: 'admin' },
  });
});

it('knows no session of another issuer', async () => {
  const clock = new TestClock();
  const other = new OpaqueIssuer(clock);
  await using curfew = await node({ clock, trust: [other.trust] });
  const { session } = await curfew.verify(other.knows('one'));
  expect(await codeOf(curfew.alive(session))).toBe('ERR_TOKEN_INVALID');
});

it('refuses a session that ended before this node was told, and one that began nowhere', async () => {
  const store = memory();
  await using opening = await node({ store });
  const { id } = await opening.open({ subject: 'alice' });
  let change: object = { endedAt: 1 };
  const session: typeof store.session = async (sid) => {
    const found = await store.session(sid);
    return found && { ...found, ...change };
  };
  await using curfew = await node({ store: overriding(store, { session }) });
  expect(await codeOf(curfew.alive(id))).toBe('ERR_TOKEN_REVOKED');
  change = { began: 'nowhere' };
  expect(await codeOf(curfew.alive(id))).toBe('ERR_STORE_UNAVAILABLE');
  change = {};
  expect(await codeOf(curfew.alive(id))).toBe('fulfilled');
});
