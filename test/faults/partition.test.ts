import { describe, it } from 'vitest';
import type { Store } from '../../src/index.ts';
import { postgres } from '../../src/stores/postgres/index.ts';
import { redis } from '../../src/stores/redis/index.ts';
import { codeOf, until } from '../support/node.ts';
import { PostgresServer } from '../support/postgres-server.ts';
import { RedisServer } from '../support/redis-server.ts';
import { TcpProxy } from '../support/tcp-proxy.ts';
import { People } from './people.ts';

/** How soon a node is fresh when the network has healed, ms. */
const FRESH = 1_000;
/** Nothing may hang for longer than this, ms. */
const HANGS = 5_000;

const stores: [
  string,
  (stack: AsyncDisposableStack) => Promise<{ url: string; open: (url: string) => Store }>,
][] = [
  ['Redis', async (stack) => ({ url: stack.use(await RedisServer.start()).url, open: (url) => redis(url) })],
  [
    'PostgreSQL',
    async (stack) => ({ url: stack.use(await PostgresServer.start()).url(), open: (url) => postgres(url) }),
  ],
];

describe.concurrent.each(stores)('a node that is cut off from %s', (_name, start) => {
  it.for(['cut', 'stall'] as const)(
    'answers exactly or 503, and is fresh within a second of the healing (%s)',
    { timeout: 60_000 },
    async (how, { expect }) => {
      await using stack = new AsyncDisposableStack();
      const { url, open } = await start(stack);
      const proxy = stack.use(await TcpProxy.start(url));
      const people = stack.use(await People.on([open(url), open(proxy.url)]));
      const [near, far] = people.nodes;
      if (!near || !far) throw new Error('there are two');
      const cutOff = async (): Promise<void> => (how === 'cut' ? proxy.cut() : proxy.stall());
      await cutOff();
      await Promise.all(people.out.map(({ accessToken }) => near.logout(accessToken)));
      const found = await people.watch(3_000);
      expect(found).toMatchObject({ back: 0, out: 0 });
      expect(found.longest).toBeLessThan(HANGS);
      const token = people.in[0]?.accessToken ?? '';
      expect(await codeOf(far.verify(token))).toBe('ERR_STORE_UNAVAILABLE');
      const age = (): number => far.health().staleness.now;
      const healing = async (): Promise<number> => {
        await proxy.heal();
        // It has to find out by itself: nobody asks it meanwhile.
        expect(age()).toBeGreaterThan(FRESH);
        const healed = performance.now();
        await until(() => age() < FRESH, 'fresh');
        return performance.now() - healed;
      };
      let took = await healing();
      // The best of a few: whatever else this machine does can only add to the time.
      for (let again = 0; again < 3 && took >= FRESH; again += 1) {
        await cutOff();
        await until(() => age() > FRESH, 'stale');
        took = Math.min(took, await healing());
      }
      expect(took).toBeLessThan(FRESH);
      expect(await codeOf(far.verify(token))).toBe('fulfilled');
      expect(await people.watch(500)).toMatchObject({ back: 0, out: 0 });
      await until(() => people.isWell());
    },
  );
});
