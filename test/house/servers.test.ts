import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import type { LocalServer } from '../support/local-server.ts';
import { PostgresServer } from '../support/postgres-server.ts';
import { descendantsOf, stateOf } from '../support/process-tree.ts';
import { RedisCluster } from '../support/redis-cluster.ts';
import { RedisSentinel } from '../support/redis-sentinel.ts';
import { RedisServer } from '../support/redis-server.ts';

/** The processes and folders of servers, to ask about when the servers are gone. */
function tracesOf(servers: readonly LocalServer[]): { left: () => unknown[] } {
  const folders = servers.map(({ folder }) => folder);
  const pids = servers.filter(({ running }) => running).flatMap(({ pid }) => [pid, ...descendantsOf(pid)]);
  expect(pids.length).toBeGreaterThan(0);
  expect(folders.every(existsSync)).toBe(true);
  return { left: () => [...folders.filter(existsSync), ...pids.filter((pid) => stateOf(pid) !== 'gone')] };
}

/** Whether `work` has not ended after a moment. */
async function hangs(work: Promise<unknown>): Promise<boolean> {
  const moment = setTimeout(100, 'hangs');
  return (await Promise.race([work, moment])) === 'hangs';
}

describe('RedisServer', () => {
  it('keeps what it has written through kill -9, takes older data back, and leaves nothing behind', async () => {
    await using server = await RedisServer.start({ appendfsync: 'always' });
    expect(await server.command('SET', 'a', 'ä\r\n')).toBe('OK');
    const snapshot = await server.snapshot();
    expect(await server.command('SET', 'b', 2)).toBe('OK');
    const { pid, port } = server;
    await server.kill();
    expect(server.running).toBe(false);
    await expect(server.command('PING')).rejects.toThrow('ECONNREFUSED');
    await server.restart();
    expect(server.pid).not.toBe(pid);
    expect(server.port).toBe(port);
    expect(await server.command('MGET', 'a', 'b', 'c')).toEqual(['ä\r\n', '2', null]);
    await expect(server.restoreSnapshot(snapshot)).rejects.toThrow('kill or stop the server');
    await server.stop();
    await server.restoreSnapshot(snapshot);
    await server.restart();
    expect(await server.command('MGET', 'a', 'b')).toEqual(['ä\r\n', null]);
    await expect(server.command('INCR', 'a')).rejects.toMatchObject({ code: 'ERR' });
    const { left } = tracesOf([server]);
    await server.pause();
    await server[Symbol.asyncDispose]();
    expect(left()).toEqual([]);
  });

  it('forgets with its process by default, listens on a socket, and can be limited and protected', async () => {
    await using server = await RedisServer.start({
      unix: true,
      password: 'x',
      maxmemory: '2mb',
      policy: 'allkeys-lru',
    });
    await server.command('SET', 'a', 1);
    expect(await server.command('CONFIG', 'GET', 'maxmemory*')).toEqual(
      expect.arrayContaining(['2097152', 'allkeys-lru']),
    );
    expect(await server.command('DEBUG', 'SLEEP', 0)).toBe('OK');
    await server.restart({ users: ['app on >secret ~a* +get'], appendfsync: 'everysec' });
    expect(await server.command('GET', 'a')).toBeNull();
    expect(await server.command('ACL', 'DRYRUN', 'app', 'GET', 'b')).toMatch(/no permissions/);
    expect(await server.command('CONFIG', 'GET', 'appendfsync')).toEqual(['appendfsync', 'everysec']);
  });

  it('freezes and goes on', async () => {
    await using server = await RedisServer.start();
    await server.pause();
    const answer = server.command('PING');
    expect(await hangs(answer)).toBe(true);
    server.resume();
    expect(await answer).toBe('PONG');
  });
});

it.concurrent('RedisSentinel replaces a master that was killed', async () => {
  await using all = await RedisSentinel.start();
  const { left } = tracesOf([...all.servers, ...all.sentinels]);
  const old = await all.master();
  expect(old).toBe(all.servers[0]);
  await old.kill();
  const next = await all.replaced(old);
  expect(await next.command('SET', 'a', 1)).toBe('OK');
  await all[Symbol.asyncDispose]();
  expect(left()).toEqual([]);
});

it.concurrent('RedisCluster replaces a master that was killed', async () => {
  await using cluster = await RedisCluster.start();
  const { left } = tracesOf(cluster.nodes);
  const old = await cluster.masterOf('a');
  expect(await old.command('SET', 'a', 1)).toBe('OK');
  expect(await old.command('WAIT', 1, 1_000)).toBe(1);
  await old.kill();
  const next = await cluster.replaced(old);
  expect(await next.command('GET', 'a')).toBe('1');
  await cluster[Symbol.asyncDispose]();
  expect(left()).toEqual([]);
});

describe.concurrent('PostgresServer', () => {
  it('keeps what it has committed through kill -9, takes older data back, and leaves nothing behind', async () => {
    await using server = await PostgresServer.start({ max_connections: 20 });
    expect(await server.createDatabase('own')).toBe(server.url('own'));
    const words = async (): Promise<unknown[]> =>
      (await server.query<{ word: string }>('SELECT word FROM words ORDER BY word', [], 'own')).map(
        ({ word }) => word,
      );
    await server.query('CREATE TABLE words (word text)', [], 'own');
    await server.query('INSERT INTO words VALUES ($1)', ['a'], 'own');
    const snapshot = await server.snapshot();
    await server.query('INSERT INTO words VALUES ($1)', ['b'], 'own');
    const { left: running } = tracesOf([server]);
    await server.kill();
    expect(running()).toEqual([server.folder]);
    await expect(server.query('SELECT 1')).rejects.toThrow('ECONNREFUSED');
    await server.restart({ synchronous_commit: 'off' });
    expect(await words()).toEqual(['a', 'b']);
    expect(await server.query('SHOW synchronous_commit; SHOW max_connections')).toEqual([
      { max_connections: '20' },
    ]);
    expect(await server.query('SHOW fsync')).toEqual([{ fsync: 'on' }]);
    await server.stop();
    await server.restoreSnapshot(snapshot);
    await server.restart();
    expect(await words()).toEqual(['a']);
    const { left } = tracesOf([server]);
    await server.pause();
    await server[Symbol.asyncDispose]();
    expect(left()).toEqual([]);
  });

  it('freezes with all that is connected, and goes on', async () => {
    await using server = await PostgresServer.start();
    const busy = new pg.Client(server.url());
    await busy.connect();
    busy.on('error', () => undefined);
    await server.pause();
    expect([server.pid, ...descendantsOf(server.pid)].map(stateOf)).not.toContain('running');
    const answers = [server.query('SELECT 1 AS one'), busy.query('SELECT 1 AS one')];
    expect(await hangs(Promise.race(answers))).toBe(true);
    server.resume();
    expect(await Promise.all(answers)).toMatchObject([[{ one: 1 }], { rows: [{ one: 1 }] }]);
    await busy.end();
  });
});
