import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/processes.ts';
import { codeOf } from '../../../test/support/node.ts';
import { Database } from './database.ts';
import { migrate } from './migrate.ts';

const synchronous = (database: Database): unknown => database.get('PRAGMA synchronous')?.['synchronous'];

it('has a commit on the disk before it counts, unless that does not matter', async () => {
  using folder = temporaryFolder();
  const database = new Database(join(folder.path, 'app.db'), migrate);
  await database.write(() => undefined);
  expect(synchronous(database), 'FULL').toBe(2);
  await database.write(() => undefined, { durable: false });
  expect(synchronous(database), 'NORMAL').toBe(1);
  await database.write(() => database.run('UPDATE curfew_head SET beat = beat'));
  expect(synchronous(database), 'FULL').toBe(2);
  database.close();
});

it('changes nothing when a step fails half-way', async () => {
  using folder = temporaryFolder();
  const database = new Database(join(folder.path, 'app.db'), migrate);
  const step = database.write(() => {
    database.run('UPDATE curfew_head SET sequence = 41');
    throw new Error('half-way');
  });
  expect(await codeOf(step)).toBe('ERR_STORE_UNAVAILABLE');
  expect(database.get('SELECT sequence FROM curfew_head')).toEqual({ sequence: 0 });
  await database.write(() => database.run('UPDATE curfew_head SET sequence = 42'));
  expect(database.get('SELECT sequence FROM curfew_head')).toEqual({ sequence: 42 });
  database.close();
});

it('waits for a lock without blocking the process, up to a bound, and takes it when it is free', async () => {
  using folder = temporaryFolder();
  const path = join(folder.path, 'app.db');
  const database = new Database(path, migrate);
  const other = new DatabaseSync(path);
  other.exec('BEGIN IMMEDIATE');
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 5);
  expect(await codeOf(database.write(() => undefined, { patience: 100 }))).toBe('ERR_STORE_UNAVAILABLE');
  expect(turns, 'others had their turn meanwhile').toBeGreaterThan(3);
  clearInterval(timer);
  const waiting = database.write(() => database.run('UPDATE curfew_head SET sequence = 1'));
  setTimeout(() => other.exec('COMMIT'), 50);
  expect(await waiting).toBe(1);
  other.close();
  database.close();
});
