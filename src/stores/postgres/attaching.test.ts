import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StoreUnavailable } from '../../core/errors.ts';
import type { Store } from '../../core/store.ts';
import type { PgClient, PgPool } from './driver-pg.ts';
import { postgres } from './index.ts';
import { newestVersion } from './migrate.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const STANDING = {
  sound: true,
  server: '1',
  incarnation: 'life',
  generation: 1,
  sequence: 14,
  age: 3,
  restored: 9_000,
};

/** A server with the schema in it, whose functions answer what the test says. */
class Server extends EventEmitter implements PgPool {
  readonly totalCount = 0;
  readonly options = { connectionTimeoutMillis: 2_000 };
  readonly asked: [string, Record<string, unknown>][] = [];
  /** How often it was looked at. */
  surveys = 0;
  /** What a function answers, one after the other, and the last for ever. */
  values: Record<string, unknown[]> = { leases: [[]] };

  async connect(): Promise<PgClient> {
    const client = new EventEmitter() as EventEmitter & PgClient;
    const query = async (text: string, values?: unknown[]): Promise<unknown> => ({
      rows: await this.#rows(text, values),
    });
    return Object.assign(client, { query, release: () => undefined });
  }

  async #rows(text: string, [ask]: unknown[] = []): Promise<object[]> {
    const name = /^SELECT "curfew"\.(\w+)\(/.exec(text)?.[1];
    if (text.includes('FROM pg_class')) return [{}];
    if (text.includes('FROM "curfew".head')) return [{ version: String(newestVersion()) }];
    if (text.includes('server_version_num')) {
      this.surveys += 1;
      return [{ answer: '{"version":17,"standby":false,"fsync":"on","isolation":"read committed"}' }];
    }
    if (name === undefined) return [];
    if (name === 'certify') return [{ answer: '{"certificate":"c"}' }];
    this.asked.push([name, JSON.parse(String(ask)) as Record<string, unknown>]);
    const values = this.values[name] ?? [];
    const value: unknown = values.length > 1 ? values.shift() : values[0];
    if (value instanceof Error) throw value;
    return [{ answer: JSON.stringify({ standing: STANDING, value }) }];
  }

  async end(): Promise<void> {
    throw new Error('it belongs to the application');
  }
}

/** A store that is attached. */
async function attached(): Promise<{ server: Server; store: Store }> {
  const server = new Server();
  const store = postgres(server, { listen: false });
  await store.attach(1_000);
  return { server, store };
}

/** What PostgreSQL says when it refuses. */
const refusal = (code: string): Error => Object.assign(new Error('no'), { severity: 'ERROR', code });

describe('who attaches', () => {
  it('is told which life of the data this is, and how stale all may be', async () => {
    const server = new Server();
    const store = postgres(server, { listen: false });
    expect(store.name).toBe('postgres');
    server.values['leases'] = [[{ id: 'a', staleness: 5_000, beat: 'b', generation: 1, sequence: 1 }]];
    expect(await store.attach()).toEqual({ incarnation: 'life', generation: 1, age: 3, staleness: 5_000 });
    expect(server.asked.map(([name, { patience }]) => [name, patience])).toEqual([
      ['look', 1_000],
      ['leases', 1_000],
      ['look', 5_160],
    ]);
  });

  it('keeps the process alive until it knows, and not for longer', async () => {
    const holding = vi.spyOn(globalThis, 'setInterval');
    const letting = vi.spyOn(globalThis, 'clearInterval');
    for (const refused of [false, true]) {
      const server = new Server();
      const store = postgres(server, { listen: false });
      server.values['leases'] = [refused ? new Error('lost') : []];
      const attaching = store.attach(1_000).catch(() => undefined);
      expect(holding).toHaveBeenCalledTimes(1);
      expect(letting).not.toHaveBeenCalled();
      await attaching;
      expect(letting.mock.calls).toEqual([[holding.mock.results[0]?.value]]);
      for (const spy of [holding, letting]) spy.mockClear();
    }
  });

  it('is not attached when that failed, and may try again', async () => {
    const server = new Server();
    const store = postgres(server, { listen: false });
    server.values['look'] = [new Error('lost'), undefined];
    const failing = store.attach(1_000);
    await expect(failing).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(failing).rejects.toThrow('PostgreSQL could not do it: lost');
    await expect(store.sessions()).rejects.toThrow('was closed');
    expect(server.listenerCount('connect')).toBe(0);
    server.values = { leases: [[]], list_sessions: [[]] };
    await store.attach(1_000);
    expect(await store.sessions()).toEqual([]);
  });
});

describe('a store', () => {
  it('asks nothing of a server before somebody attaches, nor after the last one has closed it', async () => {
    const server = new Server();
    const store = postgres(server, { listen: false });
    server.values['list_sessions'] = [[]];
    await store.close();
    await expect(store.sessions()).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(store.sessions()).rejects.toThrow('the PostgreSQL store was closed');
    expect(server.asked).toEqual([]);
    for (let user = 1; user <= 2; user += 1) await store.attach(1_000);
    await store.close();
    expect(await store.sessions()).toEqual([]);
    // Nobody had to connect anew for it.
    expect(server.surveys).toBe(1);
    await store.close();
    expect(server.listenerCount('connect')).toBe(0);
    await expect(store.sessions()).rejects.toThrow('was closed');
    await store.close();
    await store.attach(1_000);
    expect(await store.sessions()).toEqual([]);
    expect(server.listenerCount('connect')).toBe(1);
  });

  it('connects once for all who use it', async () => {
    const server = new Server();
    const store = postgres(server, { listen: false });
    await Promise.all([store.attach(1_000), store.attach(1_000)]);
    expect(server.listenerCount('connect')).toBe(1);
  });

  it('rejects with an error of Curfew, whatever the driver says', async () => {
    const { server, store } = await attached();
    for (const error of [refusal('55P03'), new Error('lost'), refusal('23505')]) {
      server.values['touch'] = [error];
      await expect(store.touch('s', 1)).rejects.toBeInstanceOf(StoreUnavailable);
    }
    expect(server.surveys).toBe(1);
  });

  it('makes the schema anew when somebody has dropped it', async () => {
    const { server, store } = await attached();
    server.values['touch'] = [refusal('42883'), null];
    await expect(store.touch('s', 1)).rejects.toBeInstanceOf(StoreUnavailable);
    expect(server.surveys).toBe(1);
    await store.touch('s', 1);
    await store.touch('s', 1);
    expect(server.surveys).toBe(2);
  });

  it('can be closed although it never reached its server', async () => {
    const server = new Server();
    const store = postgres(server, { listen: false });
    server.on = () => {
      throw new Error('no pool');
    };
    await expect(store.attach(1_000)).rejects.toBeInstanceOf(StoreUnavailable);
    expect(await store.close()).toBeUndefined();
  });
});
