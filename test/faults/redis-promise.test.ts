import { expect, it } from 'vitest';
import type { Store } from '../../src/index.ts';
import { redis } from '../../src/stores/redis/index.ts';
import { run } from '../support/cli.ts';
import { codeOf, doubtOf, node, pause, statesUntilWell, until } from '../support/node.ts';
import { RedisServer } from '../support/redis-server.ts';
import { begun } from '../support/stores.ts';
import { People } from './people.ts';

const FAULT = { timeout: 60_000 };

function durable(server: RedisServer): Store {
  return redis(server.url, { durability: 'always' });
}

/** Waits until the data says that the server loses nothing, or that it may. */
async function promised(server: RedisServer, word: '1' | '0'): Promise<void> {
  await until(async () => (await server.command('HGET', '{curfew}:head', 'durable')) === word, word, 3_000);
}

it.concurrent(
  'believes what the nodes promised, also when the command line is the first to look',
  FAULT,
  async () => {
    await using server = await RedisServer.start({ appendfsync: 'always' });
    const people = await People.on([durable(server), durable(server)]);
    await people.logOut();
    await people[Symbol.asyncDispose]();
    await server.kill();
    await server.restart();
    const { code, out, err } = await run(['sessions', '--store', server.url, '--json']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(people.in[0]?.session);
    await using later = await node({ store: durable(server) });
    for (const { accessToken } of people.in)
      expect(await codeOf(later.verify(accessToken))).toBe('fulfilled');
    for (const { accessToken } of people.out)
      expect(await codeOf(later.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
  },
);

it.concurrent('counts the least that any node which runs promises', FAULT, async () => {
  await using server = await RedisServer.start({ appendfsync: 'always' });
  await using first = await node({ store: durable(server) });
  await first.ready();
  await promised(server, '1');
  const second = await node({ store: redis(server.url) });
  await second.ready();
  expect(await server.command('HGET', '{curfew}:head', 'durable')).toBe('0');
  const { accessToken } = await second.issue({ subject: 'alice' });
  await first.verify(accessToken);
  await promised(server, '0');
  // Each heartbeat of either says the same, whoever was the last.
  for (let look = 0; look < 60; look += 1) {
    expect(await server.command('HGET', '{curfew}:head', 'durable')).toBe('0');
    await pause(20);
  }
  await second.close();
  await promised(server, '1');
  // Who has no staleness of its own promises nothing, and takes nothing back.
  await run(['sessions', '--store', server.url]);
  expect(await server.command('HGET', '{curfew}:head', 'durable')).toBe('1');
});

it.concurrent(
  'does not believe a restart after a node that promises nothing has run last',
  FAULT,
  async () => {
    await using server = await RedisServer.start({ appendfsync: 'always' });
    const people = await People.on([durable(server), redis(server.url)]);
    await people.logOut();
    const [first, second] = people.nodes;
    await first?.close();
    await second?.close();
    await server.kill();
    await server.restart();
    await using later = await node({ store: durable(server) });
    for (const { accessToken } of [...people.in, ...people.out])
      expect(await codeOf(later.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
  },
);

it.concurrent('promises again for what was put back', FAULT, async () => {
  await using server = await RedisServer.start({ appendfsync: 'always' });
  await using people = await People.on([durable(server), durable(server)]);
  await people.logOut();
  await server.command('FLUSHALL');
  await until(() => people.isWell());
  await promised(server, '1');
  people.events.length = 0;
  await server.kill();
  await server.restart();
  expect(await people.watch(3_000)).toMatchObject({ back: 0, out: 0 });
  await until(() => people.isWell());
  expect(people.events).toEqual([]);
});

it.concurrent('promises nothing for a server that was restarted with less', FAULT, async () => {
  await using server = await RedisServer.start({ appendfsync: 'always' });
  await using people = await People.on([durable(server), durable(server)]);
  await people.logOut();
  const warning = new Promise<unknown>((resolve) => process.once('warning', resolve));
  await server.restart({ appendfsync: 'everysec' });
  expect(await warning).toMatchObject({
    code: 'CURFEW_REDIS_DURABILITY',
    message: expect.stringContaining('appendfsync always') as string,
  });
  await promised(server, '0');
  expect(await people.watch(1_000)).toMatchObject({ back: 0, out: 0 });
  await until(() => people.isWell());
});

it.concurrent('does not extend to a replica that was promoted', FAULT, async () => {
  await using master = await RedisServer.start({ appendfsync: 'always' });
  await using replica = await RedisServer.start({ appendfsync: 'always', replicaof: master.port });
  await until(async () => (await replica.info('replication'))['master_link_status'] === 'up');
  const people = await People.on([durable(master), durable(master)]);
  await people.logOut();
  await people[Symbol.asyncDispose]();
  await master.kill();
  await replica.command('REPLICAOF', 'NO', 'ONE');
  // It may lag, for all that anybody knows.
  await using later = await node({ store: durable(replica) });
  for (const { accessToken } of [...people.in, ...people.out])
    expect(await codeOf(later.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
});

it.concurrent(
  'does not go back to a life of its data that was given up, though all who know it are gone',
  FAULT,
  async () => {
    await using server = await RedisServer.start({ appendfsync: 'always' });
    const first = await node({ store: durable(server) });
    const alice = await first.issue({ subject: 'alice' });
    await promised(server, '1');
    const snapshot = await server.snapshot();
    await first.logout(alice.accessToken);
    await first.close();
    const store = await begun(durable(server));
    await store.renew((await doubtOf(store)).id);
    await store.close();
    // For so long a server that was just started waits for somebody who knows more.
    const later = await node({ store: durable(server), staleness: 3_000 });
    await later.issue({ subject: 'bob' });
    await promised(server, '1');
    await server.kill();
    await server.restoreSnapshot(snapshot);
    await server.restart();
    // It says what it knows, and is gone before the server would be believed.
    const states = new Set<string>();
    for (let turn = 0; turn < 6; turn += 1) {
      states.add(await codeOf(later.verify(alice.accessToken)));
      await pause(100);
    }
    await later.close();
    await using last = await node({ store: durable(server) });
    expect([...states, ...(await statesUntilWell(last, alice))]).not.toContain('fulfilled');
  },
);
