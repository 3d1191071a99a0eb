import { join } from 'node:path';
import { StatementSync } from 'node:sqlite';
import { describe, expect, it, vi } from 'vitest';
import type { Curfew, Store } from '../../../src/index.ts';
import { postgres } from '../../../src/stores/postgres/index.ts';
import { redis } from '../../../src/stores/redis/index.ts';
import { sqlite } from '../../../src/stores/sqlite/index.ts';
import { node, until } from '../../support/node.ts';
import { works } from '../../support/stores.ts';
import { PostgresServer } from '../../support/postgres-server.ts';
import { temporaryFolder } from '../../support/processes.ts';
import { RedisServer } from '../../support/redis-server.ts';
import { Relay } from '../../support/relay.ts';

const CHECKS = 2_000;
/** More often than that a node that only polls, asks nobody's store: it does every 250 ms, ms. */
const POLL = 50;

/** A real store, and how often it was asked until now: whatever the node has sent, by whatever way. */
interface Counted {
  readonly store: Store;
  readonly asked: () => number;
}

async function behindRelay(
  stack: AsyncDisposableStack,
  { port, url }: { port: number; url: string },
  open: (url: string) => Store,
): Promise<Counted> {
  const relay = stack.use(await Relay.start(port));
  return { store: open(relay.through(url)), asked: () => relay.sent };
}

const stores: [string, (stack: AsyncDisposableStack) => Promise<Counted>][] = [
  ['Redis', async (stack) => behindRelay(stack, stack.use(await RedisServer.start()), (url) => redis(url))],
  [
    'PostgreSQL',
    async (stack) => {
      const server = stack.use(await PostgresServer.start());
      return behindRelay(stack, { port: server.port, url: server.url() }, (url) => postgres(url));
    },
  ],
  [
    'SQLite',
    async (stack) => {
      const folder = stack.use(temporaryFolder());
      const spies = (['run', 'get', 'all', 'iterate'] as const).map((name) =>
        vi.spyOn(StatementSync.prototype, name),
      );
      stack.defer(() => spies.forEach((spy) => spy.mockRestore()));
      const asked = (): number => spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
      return { store: sqlite(join(folder.path, 'app.db')), asked };
    },
  ],
];

/** How often the store is asked while all tokens are checked again and again, and how long that takes, ms. */
async function during(
  curfew: Curfew,
  tokens: readonly string[],
  asked: () => number,
): Promise<[number, number]> {
  // On a busy machine the store may answer later than a check may wait for it: then it is checked again.
  const check = (token: string): Promise<void> => until(() => works(() => curfew.verify(token)));
  for (const token of tokens) await check(token);
  const [before, started] = [asked(), performance.now()];
  for (let turn = 0; turn < CHECKS / tokens.length; turn += 1) {
    for (const token of tokens) await check(token);
  }
  return [asked() - before, performance.now() - started];
}

describe.each(stores)('on %s', (_name, start) => {
  it(
    `asks for nothing but news, however many are checked: ${CHECKS} checks`,
    { timeout: 60_000 },
    async () => {
      await using stack = new AsyncDisposableStack();
      const { store, asked } = await start(stack);
      const curfew = stack.use(await node({ store, staleness: 2_500 }));
      const tokens: string[] = [];
      while (tokens.length < 20) tokens.push((await curfew.issue({ subject: 'alice' })).accessToken);
      const [questions, took] = await during(curfew, tokens, asked);
      expect(questions).toBeLessThan(10 + took / POLL);
    },
  );

  it('is seen to ask, where it does: with staleness 0', { timeout: 60_000 }, async () => {
    await using stack = new AsyncDisposableStack();
    const { store, asked } = await start(stack);
    const curfew = stack.use(await node({ store, staleness: 0 }));
    const { accessToken } = await curfew.issue({ subject: 'alice' });
    const [questions] = await during(curfew, [accessToken], asked);
    expect(questions).toBeGreaterThanOrEqual(CHECKS);
  });
});
