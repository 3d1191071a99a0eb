import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { Store } from '../../../src/index.ts';
import { postgres } from '../../../src/stores/postgres/index.ts';
import { redis } from '../../../src/stores/redis/index.ts';
import { sqlite } from '../../../src/stores/sqlite/index.ts';
import { node } from '../../support/node.ts';
import { PostgresServer } from '../../support/postgres-server.ts';
import { temporaryFolder } from '../../support/processes.ts';
import { RedisServer } from '../../support/redis-server.ts';

const COUNT = 200;

/** What a logout costs, and what one durable write to the same store does; medians, ms. */
export interface Cost {
  readonly store: string;
  readonly logout: number;
  readonly write: number;
}

/** Measures every store on this machine: two nodes, one logout after the other. */
export async function measure(): Promise<Cost[]> {
  return [await onRedis(), await onPostgres(), await onSqlite()];
}

async function onRedis(): Promise<Cost> {
  await using server = await RedisServer.start({ appendfsync: 'always' });
  const logout = await logouts(() => redis(server.url));
  const client = new Redis(server.url);
  const write = await medianOf(() => timed(() => client.set('measured', 'x')));
  client.disconnect();
  return { store: 'Redis, `appendfsync always`', logout, write };
}

async function onPostgres(): Promise<Cost> {
  await using server = await PostgresServer.start();
  const logout = await logouts(() => postgres(server.url()));
  await server.query('CREATE TABLE measured (value text)');
  const client = new pg.Client({ connectionString: server.url() });
  await client.connect();
  const write = await medianOf(() => timed(() => client.query("INSERT INTO measured VALUES ('x')")));
  await client.end();
  return { store: 'PostgreSQL', logout, write };
}

async function onSqlite(): Promise<Cost> {
  using folder = temporaryFolder();
  const file = join(folder.path, 'app.db');
  const logout = await logouts(() => sqlite(file));
  const database = new DatabaseSync(join(folder.path, 'measured.db'));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE measured (value)');
  const insert = database.prepare("INSERT INTO measured VALUES ('x')");
  const write = await medianOf(() => timed(() => insert.run()));
  database.close();
  return { store: 'SQLite', logout, write };
}

/** People whom two nodes know log out, by one node and the other in turn. */
async function logouts(open: () => Store): Promise<number> {
  await using here = await node({ store: open() });
  await using there = await node({ store: open() });
  const nodes = [here, there] as const;
  for (const one of nodes) await one.ready();
  let turn = 0;
  return await medianOf(async () => {
    const { accessToken } = await here.issue({ subject: 'alice' });
    for (const one of nodes) await one.verify(accessToken);
    const one = nodes[(turn += 1) % 2 === 0 ? 0 : 1];
    return timed(() => one.logout(accessToken));
  });
}

async function timed(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function medianOf(once: () => Promise<number>): Promise<number> {
  const figures: number[] = [];
  while (figures.length < COUNT) figures.push(await once());
  return figures.toSorted((a, b) => a - b)[COUNT / 2] ?? 0;
}
