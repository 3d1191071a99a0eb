import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeOf } from '../../../test/support/node.ts';
import { temporaryFolder } from '../../../test/support/processes.ts';
import { ConfigError } from '../../core/errors.ts';
import { scriptsBeside } from '../shared/scripts.ts';
import { Certainty } from './certainty.ts';
import { Database, identityOf } from './database.ts';
import { Log } from './log.ts';
import { migrate, newestVersion } from './migrate.ts';

let folder: ReturnType<typeof temporaryFolder>;
let path: string;
let database: Database;

beforeEach(() => {
  folder = temporaryFolder();
  path = join(folder.path, 'app.db');
  database = new Database(path, migrate);
});

afterEach(() => {
  database.close();
  folder[Symbol.dispose]();
});

describe('the data', () => {
  const noticed = (seen?: string): unknown => new Certainty(database).notice(seen);
  const named = (): unknown =>
    expect.stringMatching(new RegExp(`^[\\w-]{16}@${database.identity}$`)) as unknown;

  it('is believed until something speaks against it', () => {
    const { incarnation } = new Log(database);
    expect(noticed()).toBe(undefined);
    new Certainty(database).certify();
    expect(database.get('SELECT certificate FROM curfew_head')).toEqual({ certificate: database.identity });
    expect(noticed(`${incarnation}.1.0`)).toBe(undefined);
    expect(noticed('another.9.9')).toBe(undefined);
    database.run("UPDATE curfew_head SET certificate = 'another file'");
    new Certainty(database).certify();
    const reason = 'the file is a copy, or was put in the place of another';
    expect(noticed()).toEqual({ id: named(), reason, age: 0 });
    database.run('DELETE FROM curfew_head');
    expect(noticed()).toEqual({ id: `no head@${database.identity}`, reason: 'its head is gone', age: 0 });
    expect(new Certainty(database).isOpen('x')).toBe(false);
  });

  it('is in doubt for as long as that is written down, and remembers the furthest place', () => {
    const certainty = new Certainty(database);
    const { incarnation } = new Log(database);
    const reason = 'its log is shorter than it was';
    const first = certainty.notice(`${incarnation}.1.5`);
    expect(first).toEqual({ id: named(), reason, age: 0, beyond: { generation: 1, sequence: 5 } });
    if (!first) throw new Error('there is no doubt');
    expect(certainty.isOpen(first.id)).toBe(false);
    certainty.record(first);
    expect(certainty.isOpen(first.id)).toBe(true);
    expect(noticed()).toEqual(first);
    expect(noticed(`${incarnation}.1.5`)).toEqual(first);
    const further = { ...first, beyond: { generation: 2, sequence: 1 } };
    expect(noticed(`${incarnation}.2.1`)).toEqual(further);
    certainty.record({ id: first.id, reason: 'for another reason', age: 0 });
    expect(noticed()).toEqual({ id: first.id, reason: 'for another reason', age: 0 });
    certainty.settle();
    expect(noticed()).toBe(undefined);
    expect(certainty.isOpen(first.id)).toBe(false);
    expect(new Log(database).standing.age).toBeLessThan(60_000);
  });
});

describe('the file', () => {
  it('is named by where it is on its disk', () => {
    expect(database.identity).toMatch(/^\d+\.\d+$/);
    expect(identityOf(path)).toBe(database.identity);
    expect([identityOf(':memory:'), identityOf(join(folder.path, 'none'))]).toEqual([undefined, undefined]);
    const memory = new Database(':memory:', migrate);
    expect(memory.identity).toBe('memory');
    expect(memory.read(() => new Log(memory).cursor)).toMatch(/\.1\.0$/);
    memory.close();
  });

  it('is missed when it is gone, and opened anew when another is in its place', async () => {
    const { identity } = database;
    database.run("UPDATE curfew_head SET incarnation = 'first'");
    for (const suffix of ['', '-wal', '-shm']) renameSync(path + suffix, `${path}.old${suffix}`);
    expect(() => database.read(() => 1)).toThrow(`the file ${path} is gone`);
    expect(await codeOf(database.write(() => 1))).toBe('ERR_STORE_UNAVAILABLE');
    new Database(path, migrate).close();
    expect(database.read(() => new Log(database).incarnation)).not.toBe('first');
    expect(database.identity).not.toBe(identity);
  });

  it('is used no more once it is closed, and can be opened again', () => {
    database.open();
    database.close();
    database.close();
    expect(() => database.read(() => 1)).toThrow('the SQLite store was closed');
    database.open();
    expect(database.read(() => 1)).toBe(1);
  });

  it('is refused at once for what is wrong, and after a while when somebody holds it', () => {
    const ours = new ConfigError('what to do');
    const refuse = (): never => {
      throw ours;
    };
    expect(() => new Database(join(folder.path, 'other.db'), refuse)).toThrow(ours);
    const full = join(folder.path, 'folder.db');
    mkdirSync(full);
    expect(() => new Database(full, migrate)).toThrow(`cannot use ${full} as a store`);
    rmSync(full, { recursive: true });
    const locked = join(folder.path, 'locked.db');
    const holder = new DatabaseSync(locked);
    holder.exec('BEGIN EXCLUSIVE');
    const started = performance.now();
    expect(() => new Database(locked, migrate)).toThrow('SQLite could not do it: database is locked');
    expect(performance.now() - started).toBeGreaterThan(2_000);
    holder.close();
  });
});

describe('the schema', () => {
  it('is brought up to date, with all that was there', () => {
    database.close();
    const old = join(folder.path, 'old.db');
    const before = new DatabaseSync(old);
    const [first] = scriptsBeside(new URL('migrate.ts', import.meta.url).href);
    before.exec(first?.sql ?? '');
    before.exec("INSERT INTO curfew_head VALUES (1, 1, 'first-life', 3, 7, 0)");
    before.close();
    database = new Database(old, migrate);
    expect(new Log(database).cursor).toBe('first-life.3.7');
    expect(newestVersion()).toBe(3);
    expect(database.get('SELECT schema FROM curfew_head')).toEqual({ schema: 3 });
    expect(database.all('SELECT * FROM curfew_head')).toHaveLength(1);
    // Who comes second finds it done.
    migrate(database);
    expect(new Log(database).cursor).toBe('first-life.3.7');
  });

  it('is in the scripts whose names are numbers, and in nothing else', () => {
    for (const name of ['0002.sql', '0001.sql', '00001.sql', '0001.sql.bak', 'x0001.sql'])
      writeFileSync(join(folder.path, name), name);
    const scripts = scriptsBeside(new URL(`file://${folder.path}/module.ts`).href);
    expect(scripts).toEqual([
      { version: 1, sql: '0001.sql' },
      { version: 2, sql: '0002.sql' },
    ]);
  });
});
