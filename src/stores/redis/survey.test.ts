import { Redis } from 'ioredis';
import { createClient } from 'redis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RedisServer } from '../../../test/support/redis-server.ts';
import { until } from '../../../test/support/until.ts';
import { ConfigError } from '../../core/errors.ts';
import { Connection } from './connection.ts';
import { IoredisDriver } from './driver-ioredis.ts';
import { NodeRedisDriver } from './driver-node-redis.ts';
import type { Driver } from './link.ts';
import { settingsOf } from './options.ts';
import { configOf, survey, type Met } from './survey.ts';

const USERS = ['info', 'config', 'neither', 'nothing'];
const MAY = {
  info: '+@all -config',
  config: '+@all -info',
  neither: '+@all -info -config',
  nothing: '+@all -info -config -wait',
};
const users = USERS.map((name) => `${name} on >secret ~* &* ${MAY[name as keyof typeof MAY]}`);

let main: RedisServer;
let replica: RedisServer;
beforeAll(async () => {
  main = await RedisServer.start({ appendfsync: 'always', users });
  replica = await RedisServer.start({ replicaof: main.port, users });
  await until(async () => (await main.info('replication'))['slave0']?.includes('state=online') === true);
});
afterAll(async () => {
  for (const server of [replica, main]) await server?.[Symbol.asyncDispose]();
});

const warnings: (Error & { code?: string })[] = [];
const listen = (warning: Error): number => warnings.push(warning);
beforeAll(() => void process.on('warning', listen));
afterAll(() => void process.off('warning', listen));

/** Each is given once in a process, whichever test is the first to ask for it. */
async function warned(code: string): Promise<string> {
  await until(() => warnings.some((warning) => warning.code === code), code, 2_000);
  return warnings.find((warning) => warning.code === code)?.message ?? '';
}

interface Case {
  readonly as?: string;
  readonly durability?: 'always';
  /** Whether the URL says that it is a cluster. */
  readonly cluster?: boolean;
  /** Whether another server was met before. */
  readonly again?: boolean;
}

/** What is seen of a server, by a user of it. */
async function look(
  server: RedisServer,
  { as, durability, cluster, again = false }: Case = {},
): Promise<Met> {
  const url = as === undefined ? server.url : server.url.replace('://', `://${as}:secret@`);
  const settings = settingsOf(cluster ? `${url}?cluster` : url, durability ? { durability } : {});
  return connected(new IoredisDriver(new Redis(url, { lazyConnect: true })), (on) =>
    survey(on, settings, again),
  );
}

async function connected<Answer>(driver: Driver, ask: (on: Connection) => Promise<Answer>): Promise<Answer> {
  const connection = new Connection(driver);
  try {
    return await ask(connection);
  } finally {
    connection.close();
  }
}

/** Runs with other settings of the server. */
async function having<Answer>(
  settings: Record<string, string>,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const usual: Record<string, string> = {
    'maxmemory-policy': 'noeviction',
    appendfsync: 'always',
    appendonly: 'yes',
  };
  for (const [name, value] of Object.entries(settings)) await main.command('CONFIG', 'SET', name, value);
  try {
    return await work();
  } finally {
    for (const name of Object.keys(settings)) await main.command('CONFIG', 'SET', name, usual[name] ?? '');
  }
}

it('knows a server, how many replicas it has and whether it keeps what it was told, and warns of nothing', async () => {
  const { run_id: id } = await main.info('server');
  const met = { id, replicas: 1, promoted: false, isCluster: false };
  expect(await look(main)).toEqual({ ...met, durable: false });
  expect(await look(main, { durability: 'always' })).toEqual({ ...met, durable: true });
  await new Promise((resolve) => setImmediate(resolve));
  expect(warnings).toEqual([]);
});

describe('without INFO', () => {
  it('says what goes unnoticed, and counts the replicas all the same', async () => {
    const met = { id: '', promoted: false, isCluster: false, durable: false };
    expect(await look(main, { as: 'config' })).toEqual({ ...met, replicas: 1 });
    expect(await warned('CURFEW_REDIS_INFO')).toMatch(
      /may not call INFO.* which server it talks to: .*older copy of the data goes unnoticed.*ACL SETUSER … \+info$/,
    );
    // Who may not even ask for that is taken for one without replicas.
    expect(await look(main, { as: 'nothing' })).toEqual({ ...met, replicas: 0 });
  });

  it('says that nobody can see whether keys may be evicted where CONFIG may not be asked either', async () => {
    await look(main, { as: 'neither' });
    expect(await warned('CURFEW_REDIS_EVICTION')).toMatch(
      /neither INFO nor CONFIG GET.*make sure that maxmemory-policy is noeviction; .* only while nodes run$/,
    );
  });

  it.each([...USERS, undefined])('knows a replica, and a server that evicts (as %s)', async (as) => {
    const given = as === undefined ? {} : { as };
    if (as !== 'nothing') {
      const refused = look(replica, given);
      await expect(refused).rejects.toThrow(ConfigError);
      await expect(refused).rejects.toThrow(/is a replica.*address of its master/);
    }
    await having({ 'maxmemory-policy': 'allkeys-lru' }, async () => {
      const evicting = look(main, given);
      if (as === 'neither' || as === 'nothing') return evicting;
      await expect(evicting).rejects.toThrow(ConfigError);
      return expect(evicting).rejects.toThrow(
        /maxmemory-policy is allkeys-lru.*CONFIG SET maxmemory-policy noeviction/,
      );
    });
  });
});

describe('with a promise that nothing is lost', () => {
  it.each([
    ['everysec', { appendfsync: 'everysec' }, ['config', undefined]],
    ['without the file', { appendonly: 'no' }, ['info', 'config', undefined]],
  ] as const)('refuses a server that promises less: %s', async (_name, settings, seenBy) => {
    await having(settings, async () => {
      for (const as of seenBy) {
        const refused = look(main, { durability: 'always', ...(as && { as }) });
        await expect(refused).rejects.toThrow(ConfigError);
        await expect(refused).rejects.toThrow(
          /promises less: set appendonly yes and appendfsync always in redis\.conf/,
        );
      }
    });
  });

  it('goes on with such a one after another was met, without the promise, and says so', async () => {
    await having({ appendfsync: 'everysec' }, async () => {
      expect(await look(main, { durability: 'always', again: true })).toMatchObject({ durable: false });
    });
    expect(await warned('CURFEW_REDIS_DURABILITY')).toMatch(
      /promises less: set appendonly yes and appendfsync always in redis\.conf, or leave durability out$/,
    );
    expect(await look(main, { durability: 'always', again: true })).toMatchObject({ durable: true });
  });

  it('takes the word of an operator who lets nobody look, and says so', async () => {
    expect(await look(main, { as: 'config', durability: 'always' })).toMatchObject({ durable: true });
    expect(await look(main, { as: 'info', durability: 'always' })).toMatchObject({ durable: true });
    expect(await warned('CURFEW_REDIS_CONFIG')).toMatch(
      /takes your word that appendfsync is always; allow it with ACL SETUSER … \+config\|get/,
    );
    expect(await look(main, { as: 'neither', durability: 'always' })).toMatchObject({ durable: true });
  });
});

it('takes a node of a cluster only where a cluster was meant', async () => {
  await using one = await RedisServer.start({ cluster: true });
  const refused = look(one);
  await expect(refused).rejects.toThrow(ConfigError);
  await expect(refused).rejects.toThrow(/node of a cluster.*\?cluster/);
  expect(await look(one, { cluster: true })).toMatchObject({ isCluster: true, replicas: 0 });
  expect(await look(main, { cluster: true })).toMatchObject({ isCluster: false });
});

it('reads a setting whichever client asks, in either protocol', async () => {
  for (const RESP of [2, 3] as const) {
    const driver = new NodeRedisDriver(createClient({ url: main.url, RESP }));
    const asked = ['appendfsync', 'not-a-setting'];
    const values = await connected(driver, (on) => Promise.all(asked.map((name) => configOf(on, name))));
    expect(values).toEqual(['always', undefined]);
  }
});

it('knows a replica that was promoted', async () => {
  await replica.command('REPLICAOF', 'NO', 'ONE');
  expect(await look(replica)).toMatchObject({ promoted: true });
  expect(await look(replica, { as: 'config' })).toMatchObject({ promoted: false });
});
