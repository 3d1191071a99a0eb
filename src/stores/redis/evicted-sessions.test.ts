import { afterAll, beforeAll, expect, it } from 'vitest';
import { codeOf, node, pause, until } from '../../../test/support/node.ts';
import { RedisServer } from '../../../test/support/redis-server.ts';
import { begun, newSession } from '../../../test/support/stores.ts';
import type { Curfew } from '../../index.ts';
import { redis } from './index.ts';

let server: RedisServer;
beforeAll(async () => {
  server = await RedisServer.start();
});
afterAll(() => server[Symbol.asyncDispose]());

let names = 0;

/** Data of its own, and nodes on it that can vouch for long. */
function place(): { open: () => Promise<Curfew>; key: (name: string) => string } {
  names += 1;
  const prefix = `evicted-${names}`;
  return {
    open: () => node({ store: redis(server.url, { prefix }), staleness: 3_000 }),
    key: (name) => `{${prefix}}:${name}`,
  };
}

/** Takes away what Redis holds of a session, as an eviction does. */
async function evict(key: (name: string) => string, session: string): Promise<void> {
  const keys = (await server.command('KEYS', `${key('s:')}*:${session}`)) as string[];
  expect(await server.command('DEL', ...keys)).toBe(1);
}

it('lets somebody refresh whose session Redis threw away: the nodes bring it back', async () => {
  const { open, key } = place();
  await using one = await open();
  await using other = await open();
  const alice = await one.issue({ subject: 'alice' });
  await other.verify(alice.accessToken);
  for (const curfew of [one, other]) {
    await evict(key, alice.session);
    const codes = new Set<string>();
    await until(async () => {
      const code = await codeOf(curfew.refresh(alice.refreshToken));
      codes.add(code);
      return code === 'fulfilled';
    });
    expect([...codes]).not.toContain('ERR_TOKEN_REVOKED');
  }
});

it('meets somebody whose session Redis threw away, and keeps out who had logged out', async () => {
  const { open, key } = place();
  await using one = await open();
  const [alice, bob] = [await one.issue({ subject: 'alice' }), await one.issue({ subject: 'bob' })];
  await one.logout(bob.accessToken);
  await using other = await open();
  await other.ready();
  for (const { session } of [alice, bob]) await evict(key, session);
  const codes = new Set<string>();
  await until(async () => {
    codes.add(await codeOf(other.verify(alice.accessToken)));
    expect(await codeOf(other.verify(bob.accessToken))).not.toBe('fulfilled');
    return codes.has('fulfilled');
  });
  expect([...codes]).not.toContain('ERR_TOKEN_REVOKED');
  // While sessions may yet be brought back, nobody is told that a session is over.
  await until(async () => (await codeOf(other.refresh(bob.refreshToken))) === 'ERR_TOKEN_INVALID');
});

it(
  'asks once for a session that nobody has met, and then takes it for over',
  { timeout: 20_000 },
  async () => {
    const { open, key } = place();
    const gone = await open();
    const alice = await gone.issue({ subject: 'alice' });
    await gone.close();
    await using one = await open();
    await one.issue({ subject: 'bob' });
    const restored: unknown[] = [];
    one.on('restored', (event) => restored.push(event));
    await evict(key, alice.session);
    await until(async () => (await codeOf(one.refresh(alice.refreshToken))) === 'ERR_TOKEN_INVALID');
    await pause(200);
    expect(await codeOf(one.verify(alice.accessToken))).toBe('ERR_TOKEN_REVOKED');
    expect(await codeOf(one.issue({ subject: 'bob' }))).toBe('fulfilled');
    expect(restored).toHaveLength(1);
  },
);

it('says no "ended" of a session that was thrown away between two steps of a refresh', async () => {
  const store = await begun(redis(server.url, { prefix: 'between' }));
  await store.open(newSession({ id: 's' }));
  await evict((name) => `{between}:${name}`, 's');
  await expect(store.rotate('s', 0, Date.now(), 0)).rejects.toMatchObject({
    doubt: { reason: 'part of its data is gone' },
  });
  await store.close();
});

it('notices that the list of sessions was thrown away', async () => {
  const { open, key } = place();
  await using one = await open();
  const alice = await one.issue({ subject: 'alice' });
  const restored: unknown[] = [];
  one.on('restored', (event) => restored.push(event));
  expect(await server.command('DEL', key('sessions'))).toBe(1);
  await until(() => restored.length > 0);
  await until(async () => (await codeOf(one.refresh(alice.refreshToken))) === 'fulfilled');
  expect(restored).toHaveLength(1);
  // It is whole again, so that the next session that is thrown away is missed.
  await evict(key, alice.session);
  await until(async () => (await codeOf(one.refresh(alice.refreshToken))) === 'fulfilled');
});
