import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PostgresServer } from '../../support/postgres-server.ts';
import { temporaryFolder, TestServer } from '../../support/processes.ts';
import { RedisServer } from '../../support/redis-server.ts';

/** `npm run test:faults` asks for 10,000. */
const ROUNDS = Number(process.env['ROUNDS'] ?? 200);

interface Where extends AsyncDisposable {
  readonly db: string;
}

const stores: [string, () => Promise<Where>][] = [
  [
    'SQLite',
    async () => {
      const folder = temporaryFolder();
      return { db: join(folder.path, 'app.db'), [Symbol.asyncDispose]: async () => folder[Symbol.dispose]() };
    },
  ],
  [
    'Redis',
    async () => {
      const server = await RedisServer.start({ appendfsync: 'always' });
      return { db: server.url, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
    },
  ],
  [
    'PostgreSQL',
    async () => {
      const server = await PostgresServer.start();
      return { db: server.url(), [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
    },
  ],
];

describe.each(stores)('on %s', (_name, start) => {
  it.each([2, 5])(
    `refuses on every other of %i processes, on the very next request, what was logged out on one: ${ROUNDS} rounds`,
    { timeout: 120_000 + ROUNDS * 500 },
    async (count) => {
      await using where = await start();
      const servers: TestServer[] = [];
      await using stack = new AsyncDisposableStack();
      for (let index = 0; index < count; index += 1) {
        servers.push(stack.use(await TestServer.start(where.db)));
      }
      let accepted = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const here = servers[round % count];
        if (!here) throw new Error('no server');
        const { accessToken } = await here.login(`somebody-${round}`);
        const before = await Promise.all(servers.map((one) => one.me(accessToken)));
        expect(new Set(before)).toEqual(new Set([200]));
        expect((await here.logout(accessToken)).everywhere).toBe(true);
        const after = await Promise.all(servers.map((one) => one.me(accessToken)));
        accepted += after.filter((status) => status !== 401).length;
      }
      expect(accepted).toBe(0);
    },
  );
});
