import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { Application, run, start } from '../../test/support/cli.ts';
import { complaints, doctor, type Diagnosis } from '../../test/support/doctor.ts';

/** Every file in the folder of a store and what is in it, but the memory that SQLite's processes share. */
function everything(folder: string): unknown {
  const files = readdirSync(folder).toSorted();
  return files.map((file) => [
    file,
    file.endsWith('-shm') ? '' : readFileSync(path.join(folder, file), 'base64'),
  ]);
}

/** A store that has been used, with nobody attached. */
async function used(): Promise<Application> {
  const app = new Application();
  const { session } = await app.login('alice');
  await app.curfew.revoke({ session });
  await app.curfew.close();
  return app;
}

function change(file: string, sql: string): void {
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
}

/** The page at which a table or an index begins, from 1. */
function rootOf(file: string, name: string): number {
  const database = new DatabaseSync(file, { readOnly: true });
  const row = database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(name);
  database.close();
  return Number(row?.['rootpage']);
}

describe('curfew doctor --store app.db', () => {
  test('finds nothing wrong with a good one, and sees its nodes', async () => {
    await using app = new Application();
    await app.login('alice');
    expect(await complaints(app.store)).toEqual([]);
    const { store, log, nodes, findings } = await doctor(`sqlite:${app.store}`);
    expect(store).toEqual({ name: 'sqlite', at: app.store });
    expect(log).toMatchObject({ generation: 1, sequence: 0, entries: 0, sessions: 1 });
    expect(nodes).toEqual([expect.objectContaining({ lease: 'live', behind: 0, staleness: 1_000 })]);
    const file = ['rights', 'file system', 'disk', 'journal', 'log file'];
    const data = ['integrity', 'schema', 'data', 'size'];
    expect(findings.map(({ check }) => check)).toEqual([...file, ...data, 'nodes']);
  });

  test('says it in words, as a program', async () => {
    await using app = new Application();
    await app.login('alice');
    const good = await start('doctor', '--store', app.store);
    expect(good).toMatchObject({ code: 0, err: '' });
    expect(good.out).toMatch(/^ok {2}rights {7}the file and its folder are writable, for this user$/m);
    expect(good.out).toMatch(
      /^NODE {14}LEASE {16,}LOG {9}STALENESS\n[\w-]{16} {2}renewed within \d+ ms {2}up to date {2}1000 ms$/m,
    );
    await app.curfew.close();
    change(app.store, 'UPDATE curfew_head SET schema = 999');
    const bad = await start('doctor', '--store', app.store);
    expect(bad).toMatchObject({ code: 1, err: 'curfew: 1 problem found\n' });
    expect(bad.out).toMatch(
      /^problem {2}schema {7}version 999, written by a newer Curfew; this one knows \d\n {22}→ upgrade/,
    );
  });

  test('changes nothing, whatever it finds', async () => {
    await using app = await used();
    const same = async (found: RegExp): Promise<void> => {
      const before = everything(app.folder);
      expect(await complaints(app.store)).toEqual([expect.stringMatching(found)]);
      expect(everything(app.folder)).toEqual(before);
    };
    const untouched = everything(app.folder);
    expect(await complaints(app.store)).toEqual([]);
    expect(everything(app.folder)).toEqual(untouched);
    change(app.store, "UPDATE curfew_head SET certificate = 'another'");
    await same(/^problem data: in doubt: the file is a copy/);
    change(app.store, "UPDATE curfew_head SET doubt = 'x', doubt_reason = 'its log is shorter than it was'");
    await same(/^problem data: in doubt: its log is shorter than it was/);
    change(app.store, 'ALTER TABLE curfew_replica RENAME TO gone');
    change(app.store, 'UPDATE curfew_head SET doubt = NULL, certificate = NULL');
    await same(/^problem data: cannot be read: no such table: curfew_replica/);
    change(app.store, 'UPDATE curfew_head SET schema = 1');
    await same(/^warning schema: version 1, and this curfew knows \d/);
    change(app.store, 'DELETE FROM curfew_head');
    await same(/^problem data: in doubt: its head is gone/);
    change(app.store, 'DROP TABLE curfew_revocation');
    await same(/^problem data: in doubt: its head is gone/);
    change(app.store, 'DROP TABLE curfew_head');
    await same(/^problem data: the file is no Curfew store/);
  });

  test('reads what is still in the log of a process that was killed', async () => {
    await using app = new Application();
    await app.login('alice');
    const folder = path.join(app.folder, 'killed');
    mkdirSync(folder);
    const copy = path.join(folder, 'app.db');
    for (const end of ['', '-wal']) copyFileSync(app.store + end, copy + end);
    const before = ['', '-wal'].map((end) => readFileSync(copy + end));
    expect((await doctor(copy)).log).toMatchObject({ sessions: 1 });
    expect(['', '-wal'].map((end) => readFileSync(copy + end))).toEqual(before);
  });

  test('knows a copy', async () => {
    await using app = await used();
    const copy = path.join(app.folder, 'copy.db');
    copyFileSync(app.store, copy);
    expect(await complaints(copy)).toEqual([
      expect.stringMatching(/^problem data: in doubt: the file is a copy/),
    ]);
  });

  test('knows a file that is corrupt, cut short, or no database at all', async () => {
    await using app = await used();
    const broken = path.join(app.folder, 'broken.db');
    const bytes = readFileSync(app.store);
    const page = rootOf(app.store, 'curfew_session_by_expiry');
    writeFileSync(broken, bytes.fill(0xff, (page - 1) * 4_096, page * 4_096));
    expect(await complaints(broken)).toContainEqual(
      expect.stringMatching(/^problem integrity: the file is corrupt/),
    );
    writeFileSync(broken, readFileSync(app.store));
    truncateSync(broken, 4_096 * 2);
    expect(await complaints(broken)).toContainEqual(
      expect.stringMatching(/^problem (data|integrity): .*malformed|corrupt/),
    );
    writeFileSync(broken, 'these are notes, and quite long enough for a header\n'.repeat(100));
    expect(await complaints(broken)).toEqual(['problem data: cannot be read: file is not a database']);
    writeFileSync(broken, '');
    expect(await complaints(broken)).toEqual([
      expect.stringMatching(/^problem data: the file is no Curfew store/),
    ]);
  });

  test('knows a file that is not in WAL mode', async () => {
    await using app = await used();
    change(app.store, 'PRAGMA journal_mode = DELETE');
    expect(await complaints(app.store)).toEqual([
      expect.stringMatching(/^problem journal: journal_mode is not WAL/),
    ]);
  });

  test('tells a node that has died from one that lives', async () => {
    await using app = new Application();
    await app.login('alice');
    change(app.store, "INSERT INTO curfew_replica VALUES ('dead', NULL, NULL, 1000, 0)");
    const { nodes } = await doctor(app.store);
    expect(nodes).toHaveLength(2);
    expect(nodes).toContainEqual(expect.objectContaining({ lease: 'live', behind: 0 }));
    expect(nodes).toContainEqual(expect.objectContaining({ id: 'dead', lease: 'silent', behind: null }));
    expect(await complaints(app.store)).toEqual([
      expect.stringMatching(/^warning nodes: 1 node sent no heartbeat/),
    ]);
  });

  test('knows nodes that do not share a staleness', async () => {
    await using app = await used();
    change(app.store, "INSERT INTO curfew_replica VALUES ('a', 1, 1, 500, 1), ('b', 1, 1, 400, 2)");
    const found = await complaints(app.store);
    expect(found).toContainEqual('problem staleness: different staleness: 400, 500 ms');
  });

  test('warns of a folder that is not writable', async () => {
    await using app = await used();
    chmodSync(app.folder, 0o555);
    const main = fileURLToPath(new URL('main.ts', import.meta.url));
    // The superuser may write everywhere.
    const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const argv = [main, 'doctor', '--store', app.store, '--json'];
    const out = await promisify(execFile)(process.execPath, argv, nobody).finally(() =>
      chmodSync(app.folder, 0o700),
    );
    const { findings } = JSON.parse(out.stdout) as Diagnosis;
    expect(findings[0]).toMatchObject({ level: 'warning', check: 'rights' });
  });

  test('says in one line that there is no file, and makes none', async () => {
    await using app = await used();
    const typo = path.join(app.folder, 'typo.db');
    const { code, out, err } = await run(['doctor', '--store', typo, '--json']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toBe(`curfew: there is no store at ${typo}: the application makes it when it first starts\n`);
    expect(existsSync(typo)).toBe(false);
  });

  test('is used wrongly without a store, or with another kind of one', async () => {
    expect(await run(['doctor'])).toMatchObject({ code: 2 });
    expect(await run(['doctor', '--store', 'mysql://db'])).toMatchObject({ code: 2 });
    expect(await run(['doctor', '--store', 'redis://:p%@x:y'])).toMatchObject({ code: 2 });
    expect(await run(['doctor', '--help'])).toMatchObject({ code: 0 });
  });
});
