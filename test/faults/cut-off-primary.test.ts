import { expect, it } from 'vitest';
import type { Store } from '../../src/index.ts';
import { redis } from '../../src/stores/redis/index.ts';
import { codeOf, node, until } from '../support/node.ts';
import { RedisServer } from '../support/redis-server.ts';

const FAULT = { timeout: 60_000 };

/** A server with its replica, on which nodes count. */
async function pair(): Promise<{ master: RedisServer; replica: RedisServer; store: () => Store }> {
  const master = await RedisServer.start();
  const replica = await RedisServer.start({ replicaof: master.port });
  await until(async () => (await replica.info('replication'))['master_link_status'] === 'up');
  return { master, replica, store: () => redis(master.url, { replicas: 1 }) };
}

it(
  'says of no logout that it is done on a primary that its replica does not follow any more',
  FAULT,
  async () => {
    const { master, replica, store } = await pair();
    await using _master = master;
    await using _replica = replica;
    await using curfew = await node({ store: store() });
    const { accessToken } = await curfew.issue({ subject: 'alice' });
    await curfew.verify(accessToken);
    await replica.pause();
    // The second one finds nothing left to record: what the first has written may be lost all the same.
    for (const attempt of ['first', 'second', 'third']) {
      expect(await codeOf(curfew.logout(accessToken)), attempt).toBe('ERR_STORE_UNAVAILABLE');
    }
    replica.resume();
    await until(async () => (await codeOf(curfew.logout(accessToken))) === 'fulfilled');
    expect(await codeOf(curfew.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
  },
);

it('takes the word of such a primary for nothing where every check asks', FAULT, async () => {
  const { master, replica, store } = await pair();
  await using _master = master;
  await using _replica = replica;
  await using curfew = await node({ store: store(), staleness: 0 });
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  await curfew.verify(accessToken);
  await replica.pause();
  expect(await codeOf(curfew.verify(accessToken))).toBe('ERR_STORE_UNAVAILABLE');
  replica.resume();
  await until(async () => (await codeOf(curfew.verify(accessToken))) === 'fulfilled');
});
