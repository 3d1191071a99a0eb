import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PostgresServer } from '../../../test/support/postgres-server.ts';
import { codeOf, pause } from '../../../test/support/node.ts';
import { fact } from '../../../test/support/stores.ts';
import type { NewSession, Store } from '../../index.ts';
import { postgres } from './index.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.start({ max_connections: 150 });
});
afterAll(() => server[Symbol.asyncDispose]());

const HOUR = 3_600_000;

function session(id: string, more: Partial<NewSession> = {}): NewSession {
  const now = Date.now();
  const times = { startedAt: now, seenAt: now, expiresAt: now + HOUR };
  return { id, subject: 'alice', issuer: 'i', secret: 's', ...times, ...more };
}

async function handles(schema: string, count: number): Promise<{ stores: Store[] } & AsyncDisposable> {
  const stores = Array.from({ length: count }, () => postgres(server.url(), { schema }));
  for (const store of stores) await store.attach(1_000);
  const dispose = async (): Promise<void> => {
    for (const store of stores) await store.close();
  };
  return { stores, [Symbol.asyncDispose]: dispose };
}

function one(stores: readonly Store[], index = 0): Store {
  const store = stores[index % stores.length];
  if (!store) throw new Error('no store');
  return store;
}

/** A step of another process that has not been committed yet. */
async function unfinished(sql: string): Promise<{ commit(): Promise<void> }> {
  const client = new pg.Client({ connectionString: server.url() });
  await client.connect();
  await client.query('BEGIN');
  await client.query(sql);
  return {
    async commit() {
      await client.query('COMMIT');
      await client.end();
    },
  };
}

it('shows readers every append once, in one order, while fifty writers write over six handles', async () => {
  await using opened = await handles('writers', 6);
  const { stores } = opened;
  const reader = async (store: Store): Promise<string[]> => {
    const { revocations, cursor: began } = await store.changes();
    const seen = revocations.map(({ id }) => id);
    let cursor = began;
    while (!seen.includes('last')) {
      const answer = await store.changes(cursor, { wait: 1_000 });
      seen.push(...answer.revocations.map(({ id }) => id));
      cursor = answer.cursor;
    }
    return seen;
  };
  const reading = stores.slice(0, 3).map(reader);
  await Promise.all(
    Array.from({ length: 50 }, async (_, writer) => {
      for (let round = 0; round < 8; round += 1) {
        await one(stores, writer + round).append([
          fact(`${writer} ${round} a`),
          fact(`${writer} ${round} b`),
        ]);
      }
    }),
  );
  await one(stores).append([fact('last')]);
  const [first, ...others] = await Promise.all(reading);
  expect(first).toHaveLength(801);
  expect(new Set(first).size).toBe(801);
  for (const other of others) expect(other).toEqual(first);
});

it('never passes an append that is committed late', async () => {
  await using opened = await handles('late', 2);
  const [store, other] = [one(opened.stores), one(opened.stores, 1)];
  const { cursor } = await store.changes();
  const facts = JSON.stringify({ facts: [fact('late')], over: 0, pad: 0 });
  const late = await unfinished(`SELECT late.append('${facts}')`);
  const waiting = store.changes(cursor, { wait: 5_000 });
  const next = other.append([fact('next')]);
  await pause(200);
  expect((await other.changes(cursor)).revocations, 'nothing is told before its turn').toEqual([]);
  await late.commit();
  const seen = (await waiting).revocations.map(({ id }) => id);
  await next;
  const all = await store.changes(cursor);
  expect(all.revocations.map(({ id }) => id)).toEqual(['late', 'next']);
  expect(['late', 'late next']).toContain(seen.join(' '));
});

it('is read, refreshed and polled while the head is locked, and says soon that it cannot write', async () => {
  await using opened = await handles('locked', 1);
  const store = one(opened.stores);
  await store.open(session('s'));
  const { cursor } = await store.changes();
  await store.changes(cursor, { replica: 'node-1', staleness: 1_000 });
  const lock = await unfinished('SELECT FROM locked.head FOR UPDATE');
  const started = performance.now();
  expect((await store.session('s'))?.id).toBe('s');
  expect(await store.rotate('s', 0, Date.now(), 1_000)).toBe('rotated');
  await store.changes(cursor, { replica: 'node-1', staleness: 1_000 });
  await store.touch('s', Date.now() + 1_000);
  expect(performance.now() - started).toBeLessThan(1_500);
  const failures = await Promise.all([codeOf(store.append([fact('s')])), codeOf(store.open(session('t')))]);
  expect(failures).toEqual(['ERR_STORE_UNAVAILABLE', 'ERR_STORE_UNAVAILABLE']);
  expect(performance.now() - started).toBeLessThan(8_000);
  await lock.commit();
  await store.append([fact('s')]);
});

it('never locks itself: reuse, logout everywhere and refresh of the same sessions at once', async () => {
  await using opened = await handles('crossing', 4);
  const { stores } = opened;
  for (let round = 0; round < 10; round += 1) {
    const ids = Array.from({ length: 8 }, (_, index) => `${round} ${index}`);
    for (const id of ids) await one(stores).open(session(id));
    const answers = await Promise.all([
      ...ids.map((id, index) => one(stores, index).rotate(id, 7, Date.now(), 0)),
      ...ids.map((id, index) => one(stores, index + 1).rotate(id, 0, Date.now(), 0)),
      one(stores, 2).append([fact('alice', { kind: 'subject' })]),
      one(stores, 3).append(ids.map((id) => fact(id))),
    ]);
    const verdicts = new Set(answers.slice(0, 16));
    for (const verdict of verdicts) expect(['reused', 'rotated', 'ended']).toContain(verdict);
    expect(await one(stores).sessions('alice')).toEqual([]);
  }
});

it('opens no session beside a cut-off that misses it', async () => {
  await using opened = await handles('beside', 3);
  const { stores } = opened;
  for (let round = 0; round < 20; round += 1) {
    const id = `${round}`;
    const [{ cursor: began }, cut] = await Promise.all([
      one(stores).open(session(id)),
      one(stores, 1).append([fact('alice', { kind: 'subject' })]),
    ]);
    const sequence = (cursor: string): number => Number(cursor.split('.').at(-1));
    const stored = await one(stores, 2).session(id);
    expect(stored?.endedAt !== undefined, `${began} and ${cut}`).toBe(sequence(began) < sequence(cut));
  }
});

it('keeps every kind of id as it is, however long', async () => {
  await using opened = await handles('ids', 1);
  const store = one(opened.stores);
  const long = Array.from({ length: 400 }, () => crypto.randomUUID()).join('');
  const ids = [
    '',
    ' ',
    "'; DROP SCHEMA ids; --",
    '\\u0000\\',
    '{"a":"\\ud800"}',
    'a\n\tb',
    '🙂é\u{10FFFF}',
    long,
  ];
  for (const id of ids) {
    const given = { id: `sid ${id}`, subject: id, client: id, tenant: id, device: { name: '\u0000\ud800' } };
    await store.open(session(given.id, { ...given, claims: { [id]: id } }));
    expect(await store.session(given.id)).toMatchObject({ ...given, claims: { [id]: id } });
    expect((await store.sessions(id)).map((each) => each.id)).toEqual([given.id]);
    await store.append([fact(id, { kind: 'subject', reason: id, by: id })]);
    expect(await store.sessions(id)).toEqual([]);
  }
  const { revocations } = await store.changes();
  expect(revocations.map(({ id, reason, by }) => [id, reason, by])).toEqual(ids.map((id) => [id, id, id]));
});

it('forgets in portions, so that nobody waits for it', async () => {
  await using opened = await handles('portions', 1);
  const store = one(opened.stores);
  const old = Date.now() - HOUR;
  const many = Array.from({ length: 1_500 }, (_, index) => fact(`${index}`, { at: old, expiresAt: old + 1 }));
  await store.append(many);
  for (const left of [502, 3]) {
    await store.append([fact(`new ${left}`)]);
    expect((await store.changes()).revocations).toHaveLength(left - 1);
  }
});

it('looks at no cut-off that came before a session began, however many there are', async () => {
  await using opened = await handles('cuts', 1);
  const store = one(opened.stores);
  for (let from = 0; from < 10_000; from += 1_000) {
    await store.append(
      Array.from({ length: 1_000 }, (_, at) => fact('alice', { kind: 'subject', except: `s${from + at}` })),
    );
  }
  const bearer = { issuer: 'i', token: 't', session: 'mine' };
  const look = (subject: string, sequence: number): Promise<unknown> =>
    store.find({ ...bearer, subject, began: { generation: 1, sequence } });
  expect(await look('alice', 0)).toBeDefined();
  expect(await look('alice', 9_999)).toBeDefined();
  // The best of forty: whatever else this machine does can only add to the time.
  const shortest = { alice: Infinity, bob: Infinity };
  for (let round = 0; round < 40; round += 1) {
    for (const subject of ['alice', 'bob'] as const) {
      const started = performance.now();
      expect(await look(subject, 10_000)).toBeUndefined();
      shortest[subject] = Math.min(shortest[subject], performance.now() - started);
    }
  }
  // To look at all of them takes two milliseconds; nothing was ever cut off for Bob.
  expect(shortest.alice).toBeLessThan(2 * shortest.bob + 0.5);
});
