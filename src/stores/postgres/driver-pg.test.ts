import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PgDriver, type PgClient, type PgPool } from './driver-pg.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

/** A client that answers as the test says, and notes what happens to it. */
class TestClient extends EventEmitter implements PgClient {
  readonly name: string;
  readonly noted: unknown[] = [];
  answer: unknown = { rows: [{ one: '1' }] };
  connection: { stream?: { destroy?: () => void } } | undefined = {
    stream: { destroy: () => void this.noted.push('hung up') },
  };
  unref: (() => void) | undefined = () => void this.noted.push('unref');

  constructor(name: string) {
    super();
    this.name = name;
  }

  async query(...asked: [string, unknown[]?]): Promise<unknown> {
    this.noted.push(asked);
    return this.answer;
  }

  release(...how: [boolean?]): void {
    this.noted.push(['release', ...how]);
  }
}

/** A pool that hands out those clients in turn. */
class TestPool extends EventEmitter implements PgPool {
  readonly #clients: TestClient[];
  ends = 0;

  constructor(...clients: TestClient[]) {
    super();
    this.#clients = clients;
  }

  get totalCount(): number {
    return this.#clients.length;
  }

  async connect(): Promise<PgClient> {
    const client = this.#clients.shift();
    if (!client) throw new Error('no client is left');
    return client;
  }

  async end(): Promise<void> {
    this.ends += 1;
  }
}

/** How many listen to it. */
const ears = (emitter: EventEmitter): number =>
  emitter.eventNames().reduce((sum, name) => sum + emitter.listenerCount(name), 0);

describe('a connection', () => {
  it('asks with values as text, or without any, and tells the rows', async () => {
    const client = new TestClient('a');
    const connection = await new PgDriver(new TestPool(client), false).connect();
    expect(await connection.query('SELECT $1', ['x'])).toEqual([{ one: '1' }]);
    // As several statements are answered.
    client.answer = [{ rows: [] }, { rows: [] }];
    expect(await connection.query('BEGIN; COMMIT')).toEqual([]);
    expect(client.noted).toEqual([
      ['SELECT $1', ['x']],
      ['BEGIN; COMMIT', undefined],
    ]);
  });

  it('ends nothing but itself when it is lost, and leaves nothing behind when it is given back', async () => {
    const client = new TestClient('a');
    const connection = await new PgDriver(new TestPool(client), false).connect();
    expect(client.emit('error', new Error('lost'))).toBe(true);
    connection.release();
    expect(client.noted).toEqual([['release']]);
    expect(ears(client)).toBe(0);
  });

  it('hangs up at once on a server that may not answer any more', async () => {
    const client = new TestClient('a');
    const connection = await new PgDriver(new TestPool(client), false).connect();
    connection.destroy();
    expect(client.noted).toEqual([['release', true], 'hung up']);
    expect(ears(client)).toBe(0);
  });

  it.each([undefined, {}, { stream: {} }])(
    'does with a client that cannot hang up at once: %j',
    async (inside) => {
      const client = new TestClient('a');
      client.connection = inside;
      const connection = await new PgDriver(new TestPool(client), false).connect();
      connection.destroy();
      expect(client.noted).toEqual([['release', true]]);
    },
  );
});

describe('who listens', () => {
  it('hears what is told on its channel, and keeps no process alive', async () => {
    const client = new TestClient('a');
    const connection = await new PgDriver(new TestPool(client), false).connect();
    const heard: string[] = [];
    await connection.listen('news', (payload) => heard.push(payload), expect.fail);
    expect(client.noted).toEqual([['LISTEN "news"', undefined], 'unref']);
    client.emit('notification', { channel: 'news', payload: 'log' });
    client.emit('notification', { channel: 'weather', payload: 'rain' });
    client.emit('notification', { channel: 'news' });
    expect(heard).toEqual(['log', '']);
    connection.release();
    client.emit('notification', { channel: 'news', payload: 'late' });
    client.emit('end');
    expect(heard).toEqual(['log', '']);
    expect(ears(client)).toBe(0);
  });

  it.each(['error', 'end'])('learns that the connection is lost, by %s', async (event) => {
    const client = new TestClient('a');
    client.unref = undefined;
    const connection = await new PgDriver(new TestPool(client), false).connect();
    let losses = 0;
    await connection.listen('news', expect.fail, () => (losses += 1));
    client.emit(event, new Error('lost'));
    expect(losses).toBe(1);
    connection.destroy();
    client.emit('end');
    expect(losses).toBe(1);
  });
});

describe('a pool', () => {
  it('does not end the process when an idle connection is closed', () => {
    const pool = new TestPool();
    expect(new PgDriver(pool, false)).toBeDefined();
    expect(pool.emit('error', new Error('terminated by the administrator'))).toBe(true);
  });

  it('is left as it was found, or ended where it is ours', async () => {
    for (const isOurs of [false, true]) {
      const pool = new TestPool();
      const driver = new PgDriver(pool, isOurs);
      expect(ears(pool)).toBe(2);
      await driver.close();
      expect(pool.ends).toBe(isOurs ? 1 : 0);
      expect(pool.listenerCount('connect')).toBe(0);
      // What happens to the connections of a pool that ends is nobody's business any more.
      expect(pool.listenerCount('error')).toBe(isOurs ? 1 : 0);
    }
  });

  it('gives no connection that has shown no life since another one stalled', async () => {
    const [old, met, asked, fresh] = ['old', 'met', 'asked', 'fresh'].map((name) => new TestClient(name));
    if (!old || !met || !asked || !fresh) throw new Error('no client');
    const pool = new TestPool(old, met, asked, old, met, asked, old, met, fresh);
    const driver = new PgDriver(pool, false);
    vi.advanceTimersByTime(1_000);
    const connections = [await driver.connect(), await driver.connect(), await driver.connect()];
    for (const connection of connections) connection.release();
    pool.emit('connect', old);
    const [, , third] = connections;
    vi.advanceTimersByTime(1_000);
    const stalled = performance.now();
    pool.emit('connect', met);
    await third?.query('SELECT 1');
    driver.distrust(stalled);
    // One that has stalled for longer says nothing of those since.
    driver.distrust(stalled - 500);
    for (const client of [old, met, asked]) client.noted.length = 0;
    // The old one is passed over.
    await driver.connect();
    expect([old.noted, met.noted]).toEqual([[['release', true], 'hung up'], []]);
    await driver.connect();
    expect(asked.noted).toEqual([]);
    vi.advanceTimersByTime(1_000);
    driver.distrust(performance.now());
    pool.emit('connect', fresh);
    await driver.connect();
    expect([met.noted, fresh.noted]).toEqual([[['release', true], 'hung up'], []]);
  });

  it('gives a new connection all the same where the pool does not say that it is new', async () => {
    const clients = ['old', 'older', 'new', 'next'].map((name) => new TestClient(name));
    const pool = new TestPool(...clients);
    vi.spyOn(pool, 'totalCount', 'get').mockReturnValue(2);
    const driver = new PgDriver(pool, false);
    vi.advanceTimersByTime(1_000);
    driver.distrust(performance.now());
    const connection = await driver.connect();
    await connection.query('SELECT 1');
    expect(clients.map(({ noted }) => noted)).toEqual([
      [['release', true], 'hung up'],
      [['release', true], 'hung up'],
      [['SELECT 1', undefined]],
      [],
    ]);
  });
});
