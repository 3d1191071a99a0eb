import { Cluster, Redis } from 'ioredis';
import { createClient, createCluster } from 'redis';
import { expect, it } from 'vitest';
import { ConfigError } from '../../core/errors.ts';
import { ClusterDriver } from './driver-cluster.ts';
import { IoredisDriver } from './driver-ioredis.ts';
import { NodeRedisDriver } from './driver-node-redis.ts';
import { redis } from './index.ts';
import { settingsOf } from './options.ts';

const URL = 'redis://localhost:6379';
const lazy = { lazyConnect: true };
const root = { host: 'localhost', port: 7000 };

function refusal(connection: unknown, options: unknown = {}): unknown {
  try {
    settingsOf(connection, options);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
}

it('has a prefix, and promises and demands nothing, unless it is told so', () => {
  expect(settingsOf(URL, {})).toMatchObject({
    prefix: 'curfew',
    durable: false,
    replicas: undefined,
    isCluster: false,
  });
  const all = { prefix: 'My_app-2:eu.west', durability: 'always', replicas: 2 };
  expect(settingsOf(URL, all)).toMatchObject({ prefix: 'My_app-2:eu.west', durable: true, replicas: 2 });
});

it.each([null, 'curfew', 3])('takes its options in an object, and not %j', (options) => {
  expect(refusal(URL, options)).toMatch(/options of redis\(\) must be an object/);
});

it('knows no other options, and says which ones it knows', () => {
  const message = 'redis() knows no option durable; it knows prefix, durability, replicas';
  expect(refusal(URL, { prefix: 'a', durable: true })).toBe(message);
  expect(refusal(URL, { prefix: 'a', durability: 'always', replicas: 0 })).toBeUndefined();
  expect(() => redis(URL, { durable: true } as object)).toThrow(message);
});

it('refuses a prefix that would not keep all keys in one slot, or is none', () => {
  for (const prefix of ['', ' ', 'a b', '{a', 'a}', 'a{b', 'é', 'a\n', 'a'.repeat(101), 3, null]) {
    expect(refusal(URL, { prefix }), String(prefix)).toMatch(
      /prefix must be up to 100 letters.*without braces/,
    );
  }
  for (const prefix of ['a', '_', 'a'.repeat(100)]) expect(refusal(URL, { prefix })).toBeUndefined();
});

it('refuses a durability that means nothing', () => {
  for (const durability of ['', 'everysec', true, false, null, 'always ']) {
    expect(refusal(URL, { durability })).toMatch(/durability can only be 'always'/);
  }
  expect(refusal(URL, { durability: undefined })).toBeUndefined();
});

it('refuses a number of replicas that cannot be', () => {
  for (const replicas of [-1, 0.5, NaN, Infinity, '1', null, [1]]) {
    expect(refusal(URL, { replicas })).toMatch(/replicas must be a whole number/);
  }
  for (const replicas of [0, 1, 5, undefined]) expect(refusal(URL, { replicas })).toBeUndefined();
});

it('refuses what is no connection to a Redis, without a word of what it was', () => {
  for (const url of [
    '',
    'localhost:6379',
    'http://:hunter2@a',
    'xredis://a',
    'redisss://a',
    'redis:/a',
    ' redis://a',
  ]) {
    expect(refusal(url)).toMatch(/^(?!.*hunter2).*must begin with redis:\/\/ or rediss:\/\//);
  }
  const none = (): void => undefined;
  for (const thing of [
    null,
    undefined,
    6379,
    {},
    none,
    { duplicate: none, disconnect: none },
    { duplicate: none, destroy: none },
    { call: none, nodes: none, nodeClient: none, sendCommand: none },
    { duplicate: true, call: true, disconnect: true },
  ]) {
    expect(refusal(thing)).toMatch(/redis\(\) needs a URL, or a client of ioredis or redis/);
  }
});

it.each([
  ['a URL', URL, IoredisDriver],
  ['a URL with TLS', 'rediss://localhost', IoredisDriver],
  ['a socket', 'unix:///run/redis.sock', IoredisDriver],
  ['a URL of a cluster', `${URL}?cluster`, ClusterDriver],
  ['a client of ioredis', new Redis(URL, lazy), IoredisDriver],
  ['a cluster client of ioredis', new Cluster([root], lazy), ClusterDriver],
  ['a client of redis', createClient({ url: URL }), NodeRedisDriver],
  ['a cluster client of redis', createCluster({ rootNodes: [{ socket: root }] }), ClusterDriver],
])('takes %s', async (_name, connection, driver) => {
  const settings = settingsOf(connection, {});
  expect(settings.isCluster).toBe(driver === ClusterDriver);
  expect(await settings.open()).toBeInstanceOf(driver);
});
