import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { Application, run, start } from '../../test/support/cli.ts';

describe('--store', () => {
  test('may be a path, sqlite:path, or come from CURFEW_STORE', async () => {
    await using app = new Application();
    for (const store of [app.store, `sqlite:${app.store}`]) {
      expect(await run(['health', '--store', store])).toMatchObject({ code: 0, err: '' });
      expect(await run(['health'], { env: { CURFEW_STORE: store } })).toMatchObject({ code: 0, err: '' });
    }
  });

  test.each(['sessions', 'health', 'revoke --everything --yes'])('%s makes no store', async (command) => {
    await using app = new Application();
    const store = path.join(app.folder, 'typo.db');
    const { code, out, err } = await run([...command.split(' '), '--store', store, '--json']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toBe(
      `curfew: there is no store at ${store}: the application makes it when it first starts\n`,
    );
    expect(existsSync(store)).toBe(false);
  });

  test('of another kind is refused without repeating the password', async () => {
    const { code, err } = await run(['health', '--store', 'mysql://admin:hunter2@db:3306']);
    expect(code).toBe(2);
    expect(err).toMatch(/^curfew: mysql: is no store this version knows; give app\.db, .*\n$/);
    expect(err).not.toContain('hunter2');
  });

  test('must be a store already: other files are left as they are', async () => {
    await using app = new Application();
    const other = path.join(app.folder, 'photos.db');
    new DatabaseSync(other).exec('CREATE TABLE photo (id)');
    const text = path.join(app.folder, 'notes.txt');
    writeFileSync(
      text,
      'these are notes, and quite long enough to be the header of a database file\n'.repeat(9),
    );
    const before = [readFileSync(other), readFileSync(text)];
    expect((await run(['health', '--store', other])).err).toMatch(/^curfew: .* is no Curfew store: .*\n$/);
    expect(await run(['health', '--store', text])).toMatchObject({
      code: 1,
      err: `curfew: cannot use ${text} as a store: file is not a database\n`,
    });
    expect([readFileSync(other), readFileSync(text)]).toEqual(before);
  });

  test('that a newer Curfew wrote is refused', async () => {
    await using app = new Application();
    await app.login('alice');
    using database = new DatabaseSync(app.store);
    database.exec('UPDATE curfew_head SET schema = 999');
    const { code, err } = await start('revoke', '--store', app.store, '--everything', '--yes');
    expect(code).toBe(1);
    expect(err).toMatch(/^curfew: .* was written by a newer Curfew .*\n$/);
  });

  test('that stays locked is reported in bounded time, and nothing is claimed', async () => {
    await using app = new Application();
    const tokens = await app.login('alice');
    using database = new DatabaseSync(app.store, { timeout: 5_000 });
    database.exec('BEGIN IMMEDIATE');
    const started = performance.now();
    const { code, out, err } = await start(
      'revoke',
      '--store',
      app.store,
      '--subject',
      'alice',
      '--yes',
      '--json',
    );
    expect(performance.now() - started).toBeLessThan(8_000);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^curfew: .*database is locked.*\n$/);
    database.exec('ROLLBACK');
    await expect.poll(() => app.check(tokens), { timeout: 5_000 }).toBe('alive');
  });
});
