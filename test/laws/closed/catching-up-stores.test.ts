import { join } from 'node:path';
import { expect, it } from 'vitest';
import { generateKey, createCurfew, type Store } from '../../../src/index.ts';
import { postgres } from '../../../src/stores/postgres/index.ts';
import { redis } from '../../../src/stores/redis/index.ts';
import { sqlite } from '../../../src/stores/sqlite/index.ts';
import { codeOf } from '../../support/node.ts';
import { PostgresServer } from '../../support/postgres-server.ts';
import { temporaryFolder } from '../../support/processes.ts';
import { RedisServer } from '../../support/redis-server.ts';
import { fact } from '../../support/stores.ts';

const MANY = 40_000;
const BATCH = 2_000;

interface Where extends AsyncDisposable {
  readonly open: () => Store;
}

const stores: [string, () => Promise<Where>][] = [
  [
    'SQLite',
    async () => {
      const folder = temporaryFolder();
      const open = (): Store => sqlite(join(folder.path, 'app.db'));
      return { open, [Symbol.asyncDispose]: async () => folder[Symbol.dispose]() };
    },
  ],
  [
    'Redis',
    async () => {
      const server = await RedisServer.start();
      return { open: () => redis(server.url), [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
    },
  ],
  [
    'PostgreSQL',
    async () => {
      const server = await PostgresServer.start();
      return {
        open: () => postgres(server.url()),
        [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
      };
    },
  ],
];

it.each(stores)('answers right from its first request on: %s', async (_name, start) => {
  await using where = await start();
  const keys = [await generateKey()];
  const made = () =>
    createCurfew({ store: where.open(), issuer: { name: 'https://api.test', audience: 'api', keys } });
  await using first = made();
  const alive = await first.issue({ subject: 'bob' });
  const log = where.open();
  await log.attach(1_000);
  for (let from = 0; from < MANY; from += BATCH)
    await log.append(Array.from({ length: BATCH }, (_, index) => fact(`s-${from + index}`)));
  await log.close();
  const dead = await first.issue({ subject: 'alice' });
  await first.logout(dead.accessToken);

  await using second = made();
  const tally = { all: 0, early: 0 };
  while (second.health().revocations < MANY + 1) {
    const known = second.health().revocations;
    expect(await codeOf(second.verify(alive.accessToken))).toBe('fulfilled');
    expect(await codeOf(second.verify(dead.accessToken))).toBe('ERR_TOKEN_REVOKED');
    tally.all += 2;
    if (known < MANY) tally.early += 2;
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(tally.early, 'answers before it knew all').toBeGreaterThan(0);
  await second.logout(alive.accessToken);
  expect(await codeOf(first.verify(alive.accessToken))).toBe('ERR_TOKEN_REVOKED');
});
