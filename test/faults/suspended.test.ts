import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, it } from 'vitest';
import { PostgresServer } from '../support/postgres-server.ts';
import { stateOf } from '../support/process-tree.ts';
import { temporaryFolder, TestServer } from '../support/processes.ts';
import { rawRequest } from '../support/raw.ts';
import { RedisServer } from '../support/redis-server.ts';
import { until } from '../support/until.ts';

/** How long the node is suspended, s. `npm run test:faults` asks for 60. */
const SECONDS = Number(process.env['SUSPENDED'] ?? 3);
/** A logout may take that long while another node is silent, ms. */
const LOGOUT = 5_000;
const COUNT = 8;

const stores: [string, (stack: AsyncDisposableStack) => Promise<string>][] = [
  ['SQLite', async (stack) => join(stack.use(temporaryFolder()).path, 'app.db')],
  ['Redis', async (stack) => stack.use(await RedisServer.start()).url],
  ['PostgreSQL', async (stack) => stack.use(await PostgresServer.start()).url()],
];

async function suspend({ process: { pid = 0 } }: TestServer): Promise<void> {
  process.kill(pid, 'SIGSTOP');
  await until(() => stateOf(pid) === 'stopped', 'it is stopped');
}

/**
 * The status of a protected route, over a connection of its own. One that was open before the node was suspended would be
 * closed by its HTTP server, for having been idle, before anybody has read what waits in it.
 */
async function me({ url }: TestServer, token: string): Promise<number> {
  const head = `GET /me HTTP/1.1\r\nHost: test\r\nConnection: close\r\nAuthorization: Bearer ${token}\r\n\r\n`;
  return (await rawRequest(url, head, 30_000 + SECONDS * 1_000)).status;
}

describe.concurrent.each(stores)('on %s, a node that was suspended', (_name, start) => {
  it(
    `lets nobody in who logged out meanwhile, and signs nobody out: ${SECONDS} s`,
    { timeout: 60_000 + SECONDS * 1_000 },
    async ({ expect }) => {
      await using stack = new AsyncDisposableStack();
      const db = await start(stack);
      const [awake, asleep] = [stack.use(await TestServer.start(db)), stack.use(await TestServer.start(db))];
      const login = async (_: unknown, index: number): Promise<string> =>
        (await (index % 2 === 0 ? awake : asleep).login(`somebody-${index}`)).accessToken;
      const leaving = await Promise.all(Array.from({ length: COUNT }, login));
      const staying = await Promise.all(Array.from({ length: COUNT }, login));
      for (const token of [...leaving, ...staying]) expect(await asleep.me(token)).toBe(200);
      const ask = (tokens: readonly string[]): Promise<number[]> =>
        Promise.all(tokens.map((token) => me(asleep, token)));

      await suspend(asleep);
      const suspended = performance.now();
      await Promise.all(leaving.map((token) => awake.logout(token)));
      expect(performance.now() - suspended).toBeLessThan(LOGOUT);
      // They wait in its socket, and are the first that it hears of when it wakes.
      const queued = { dead: [ask(leaving)], alive: [ask(staying)] };
      await pause(Math.max(0, SECONDS * 1_000 - (performance.now() - suspended)));
      queued.dead.push(ask(leaving));
      asleep.process.kill('SIGCONT');
      queued.dead.push(ask(leaving));
      queued.alive.push(ask(staying));
      await until(async () => {
        queued.dead.push(ask(leaving));
        const now = ask(staying);
        queued.alive.push(now);
        return (await now).every((status) => status === 200);
      }, 'it serves again');
      queued.dead.push(ask(leaving));

      const dead = (await Promise.all(queued.dead)).flat();
      const alive = (await Promise.all(queued.alive)).flat();
      expect(dead.filter((status) => status !== 401 && status !== 503)).toEqual([]);
      expect(alive.filter((status) => status !== 200 && status !== 503)).toEqual([]);
      // Now it knows.
      expect(new Set(await ask(leaving))).toEqual(new Set([401]));
    },
  );
});
