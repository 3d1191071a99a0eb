import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { RedisServer } from '../../../test/support/redis-server.ts';
import { ConfigError } from '../../core/errors.ts';
import { redis } from './index.ts';
import { clusterIn, fromUrl } from './url.ts';

const KEY = '{curfew}:head';

/** As where a package is not installed. */
const without = (name: string): unknown =>
  vi.doMock(name, () => {
    throw new Error(`Cannot find package '${name}'`);
  });
afterEach(() => {
  for (const name of ['ioredis', 'redis']) vi.doUnmock(name);
});

/** What is said first to whoever listens at a URL: TLS begins with a byte of its own. */
async function firstWords(url: (port: number) => string): Promise<{ atOnce: number; word: 'TLS' | 'RESP' }> {
  const server = createServer().listen(0, '127.0.0.1');
  let connections = 0;
  server.on('connection', () => (connections += 1));
  await once(server, 'listening');
  const heard = once(server, 'connection').then(async ([client]: Socket[]) => {
    const [bytes] = client ? ((await once(client, 'data')) as [Buffer]) : [];
    client?.destroy();
    return bytes;
  });
  const driver = await fromUrl(url((server.address() as AddressInfo).port), KEY);
  await new Promise((resolve) => setTimeout(resolve, 20));
  const atOnce = connections;
  const failed = driver.connect(500).catch(() => undefined);
  const bytes = await heard;
  server.close();
  await failed;
  return { atOnce, word: bytes?.[0] === 0x16 ? 'TLS' : 'RESP' };
}

describe.each(['ioredis', 'redis'])('with %s', (client) => {
  const url = (scheme: string, more = ''): Promise<unknown> => {
    if (client === 'redis') without('ioredis');
    return firstWords((port) => `${scheme}://127.0.0.1:${port}${more}`);
  };

  it('speaks TLS where the URL says so, and connects when it is asked to', async () => {
    for (const more of ['', '?cluster']) {
      expect(await url('redis', more)).toEqual({ atOnce: 0, word: 'RESP' });
      expect(await url('rediss', more)).toEqual({ atOnce: 0, word: 'TLS' });
    }
  });

  it('finds a server by its address, with a password', async () => {
    if (client === 'redis') without('ioredis');
    await using server = await RedisServer.start({ password: 'p@ss/word' });
    const link = await (await fromUrl(server.url, KEY)).connect(2_000);
    expect(await link.send(['ACL', 'WHOAMI'])).toBe('default');
    link.destroy();
  });
});

it('finds a server by its socket', async () => {
  await using server = await RedisServer.start({ unix: true });
  const link = await (await fromUrl(server.url, KEY)).connect(2_000);
  expect(await link.send(['PING'])).toBe('PONG');
  link.destroy();
});

it('says what to install where there is no client', async () => {
  for (const name of ['ioredis', 'redis']) without(name);
  for (const url of ['redis://localhost', 'redis://localhost?cluster']) {
    await expect(fromUrl(url, KEY)).rejects.toThrow(ConfigError);
    await expect(redis(url).attach(1_000)).rejects.toThrow('npm install ioredis (or redis)');
  }
});

it('reads the nodes of a cluster, and how to log in to them', () => {
  const one = { username: undefined, password: undefined, isSecure: false };
  expect(clusterIn('redis://a:7000')).toBeUndefined();
  expect(clusterIn('unix:///run/redis.sock?cluster')).toBeUndefined();
  expect(clusterIn('redis://[a')).toBeUndefined();
  expect(clusterIn('redis://a?cluster')).toEqual({ ...one, nodes: [{ host: 'a', port: 6379 }] });
  expect(clusterIn('redis://[::1]:7000?cluster=,')).toEqual({ ...one, nodes: [{ host: '::1', port: 7000 }] });
  expect(clusterIn('rediss://me:p%40ss@a:7000/?cluster=[::1]:7001,c')).toEqual({
    nodes: [
      { host: 'a', port: 7000 },
      { host: '::1', port: 7001 },
      { host: 'c', port: 6379 },
    ],
    username: 'me',
    password: 'p@ss',
    isSecure: true,
  });
});

it('refuses nodes that are none, without a word of the password', () => {
  for (const node of ['b:x', 'b:', ':7001', 'b:123456', 'b:1:2']) {
    const wrong = (): unknown => redis(`redis://:hunter2@a:7000?cluster=${node}`);
    expect(wrong, node).toThrow(ConfigError);
    expect(wrong).toThrow(/^(?!.*hunter2)/);
  }
});
