import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCurfew, generateKey, StoreUnavailable, type Revocation, type Store } from '../src/index.ts';
import { postgres } from '../src/stores/postgres/index.ts';
import { redis } from '../src/stores/redis/index.ts';
import { sqlite } from '../src/stores/sqlite/index.ts';
import { PostgresServer } from '../test/support/postgres-server.ts';
import { RedisServer } from '../test/support/redis-server.ts';
import type { Figure } from './measure.ts';

/** How long a node takes to join a store with much in it, and for how long at once it keeps others waiting meanwhile. */
export const question = 'How long does a node take to join a store with much in it?';

const HOUR = 3_600_000;
const BATCH = 2_000;

export async function run(quick: boolean): Promise<Figure[]> {
  const counts = quick ? [20_000] : [100_000, 1_000_000];
  const figures: Figure[] = [];
  for (const count of counts) {
    figures.push({ name: 'live revocations', value: count, unit: '' });
    const folder = mkdtempSync(join(tmpdir(), 'curfew-bench-'));
    figures.push(...(await joining('SQLite', count, () => sqlite(join(folder, 'app.db')))));
    rmSync(folder, { recursive: true });
    {
      await using server = await RedisServer.start();
      figures.push(...(await joining('Redis', count, () => redis(server.url))));
    }
    {
      await using server = await PostgresServer.start();
      figures.push(...(await joining('PostgreSQL', count, () => postgres(server.url()))));
    }
  }
  return figures;
}

async function joining(name: string, count: number, open: () => Store): Promise<Figure[]> {
  await fill(open(), count);
  const keys = [await generateKey()];
  const stalls = new Stalls();
  const started = performance.now();
  const curfew = createCurfew({ store: open(), issuer: { name: 'https://api.test', audience: 'api', keys } });
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  await curfew.verify(accessToken);
  const first = performance.now() - started;
  while (curfew.health().revocations < count) await new Promise((resolve) => setTimeout(resolve, 5));
  const took = performance.now() - started;
  await curfew.close();
  return [
    { name: `${name}: until the first answer`, value: first, unit: 'ms' },
    { name: `${name}: until it answers from memory`, value: took / 1_000, unit: 's' },
    { name: `${name}: longest stall meanwhile`, value: stalls.stop(), unit: 'ms' },
  ];
}

async function fill(store: Store, count: number): Promise<void> {
  for (;;) {
    try {
      await store.attach(1_000);
      break;
    } catch (error) {
      // An empty server is in doubt until somebody begins its first life.
      if (!(error instanceof StoreUnavailable) || !error.doubt) throw error;
      await store.renew(error.doubt.id);
    }
  }
  const at = Date.now();
  for (let from = 0; from < count; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, count - from) }, (_, index): Revocation => {
      const id = randomBytes(16).toString('base64url');
      const expiresAt = at + HOUR * (1 + ((from + index) % 24));
      return { kind: 'session', id, issuer: 'https://api.test', at, expiresAt, reason: 'logout' };
    });
    await store.append(batch);
  }
  await store.close();
}

/** Watches for how long at most the event loop serves nobody, ms. */
class Stalls {
  #longest = 0;
  #last = performance.now();
  readonly #timer = setInterval(() => this.#look(), 1);

  stop(): number {
    clearInterval(this.#timer);
    return this.#longest;
  }

  #look(): void {
    const now = performance.now();
    this.#longest = Math.max(this.#longest, now - this.#last - 1);
    this.#last = now;
  }
}
