import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../test/support/cli.ts';
import { node } from '../../test/support/node.ts';
import { PostgresServer } from '../../test/support/postgres-server.ts';
import { RedisServer } from '../../test/support/redis-server.ts';
import type { Store } from '../core/store.ts';
import { postgres } from '../stores/postgres/index.ts';
import { redis } from '../stores/redis/index.ts';

let servers: { redis: RedisServer; postgres: PostgresServer };
beforeAll(async () => {
  servers = { redis: await RedisServer.start(), postgres: await PostgresServer.start() };
});
afterAll(async () => {
  await servers.redis[Symbol.asyncDispose]();
  await servers.postgres[Symbol.asyncDispose]();
});

const kinds: [string, () => { url: string; store: Store; own: string }][] = [
  [
    'redis',
    () => {
      const { url } = servers.redis;
      return { url, store: redis(url, { prefix: 'shop' }), own: `${url}?prefix=shop` };
    },
  ],
  [
    'postgres',
    () => {
      const url = servers.postgres.url();
      return { url, store: postgres(url, { schema: 'shop' }), own: `${url}?schema=shop` };
    },
  ],
];

describe.each(kinds)('--store %s://…', (_kind, where) => {
  test('lists, revokes and reports beside the application', { timeout: 60_000 }, async () => {
    const { store, own } = where();
    await using curfew = await node({ store });
    const { accessToken, session } = await curfew.issue({ subject: 'alice' });
    await curfew.verify(accessToken);
    const listed = await run(['sessions', '--store', own, '--json']);
    expect(listed).toMatchObject({ code: 0 });
    expect(listed.out).toContain(session);
    const health = await run(['health', '--store', own, '--json']);
    expect(JSON.parse(health.out)).toMatchObject({ sessions: 1, staleness: { limit: 1_000 } });
    expect(await run(['revoke', '--store', own, '--subject', 'alice', '--yes'])).toMatchObject({
      code: 0,
    });
    await expect(curfew.verify(accessToken)).rejects.toMatchObject({ code: 'ERR_TOKEN_REVOKED' });
  });

  test('makes no store where there is none, and repeats no password', { timeout: 60_000 }, async () => {
    const { url } = where();
    const { code, out, err } = await run(['health', '--store', url]);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(
      /^curfew: there is no store at [\w.:]+: the application makes it when it first starts\n$/,
    );
    expect((await run(['health', '--store', url])).err).toBe(err);
  });
});

test('says in time that a server is not there, without its password', async () => {
  for (const url of ['redis://admin:hunter2@127.0.0.1:9', 'postgres://admin:hunter2@127.0.0.1:9/x']) {
    const { code, err } = await run(['health', '--store', url]);
    expect(code).toBe(1);
    expect(err).toMatch(/^curfew: .*\n$/);
    expect(err).not.toContain('hunter2');
  }
});
