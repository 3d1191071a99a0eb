import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/processes.ts';
import { codeOf, node } from '../../../test/support/node.ts';
import { sqlite } from './index.ts';

const refusal = (message: RegExp): object =>
  expect.objectContaining({
    code: 'ERR_CONFIG',
    message: expect.stringMatching(message) as string,
  }) as object;

it('refuses a file that a newer Curfew wrote, and leaves it as it is', async () => {
  using folder = temporaryFolder();
  const db = join(folder.path, 'app.db');
  const first = await node({ store: sqlite(db) });
  await first.issue({ subject: 'alice' });
  await first.close();
  const database = new DatabaseSync(db);
  database.exec('UPDATE curfew_head SET schema = 99');
  database.close();
  const before = readFileSync(db);
  expect(() => sqlite(db)).toThrow(refusal(/newer Curfew \(schema 99, this one knows 3\): update curfew/));
  expect(readFileSync(db).equals(before)).toBe(true);
});

it('refuses at boot what is no database, or cannot be written, and says what it needs', () => {
  using folder = temporaryFolder();
  const text = join(folder.path, 'text.db');
  writeFileSync(text, 'this is no database, and long enough to be sure of it '.repeat(40));
  expect(() => sqlite(text)).toThrow(refusal(/not a database/));
  mkdirSync(join(folder.path, 'folder.db'));
  expect(() => sqlite(join(folder.path, 'folder.db'))).toThrow(refusal(/cannot use .*writable/));
  expect(() => sqlite(join(folder.path, 'missing', 'app.db'))).toThrow(refusal(/cannot use/));
  expect(() => sqlite('')).toThrow(refusal(/path of a file/));
  expect(readFileSync(text, 'utf8')).toContain('this is no database');
});

it("lives in the application's own file beside its tables", async () => {
  using folder = temporaryFolder();
  const db = join(folder.path, 'app.db');
  const application = new DatabaseSync(db);
  application.exec(
    "PRAGMA user_version = 7; CREATE TABLE session (id TEXT); INSERT INTO session VALUES ('mine')",
  );
  await using curfew = await node({ store: sqlite(db) });
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  application.exec("INSERT INTO session VALUES ('yours')");
  await curfew.logout(accessToken);
  expect(await codeOf(curfew.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
  expect(application.prepare('SELECT count(*) AS n FROM session').get()).toEqual({ n: 2 });
  expect(application.prepare('PRAGMA user_version').get()).toEqual({ user_version: 7 });
  application.close();
});

it(
  'is created once, by however many processes that start at the same moment',
  { timeout: 30_000 },
  async () => {
    using folder = temporaryFolder();
    const db = join(folder.path, 'app.db');
    const module = new URL('index.ts', import.meta.url).href;
    const code = `import { sqlite } from ${JSON.stringify(module)};
    const store = sqlite(${JSON.stringify(db)});
    console.log((await store.attach(1000)).incarnation); await store.close();`;
    const children = Array.from({ length: 6 }, () =>
      spawn(process.execPath, ['--input-type=module', '-e', code]),
    );
    const outputs = await Promise.all(
      children.map(async (child) => {
        let output = '';
        child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
        child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
        await once(child, 'close');
        return output;
      }),
    );
    expect(new Set(outputs).size, outputs.join('')).toBe(1);
    expect(outputs[0]).toMatch(/^[\da-z]{6,8}-[\w-]{12}\n$/);
  },
);

it('commits with synchronous = FULL in a write-ahead log', async () => {
  using folder = temporaryFolder();
  const db = join(folder.path, 'app.db');
  await using curfew = await node({ store: sqlite(db) });
  await curfew.issue({ subject: 'alice' });
  const database = new DatabaseSync(db);
  expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
  database.close();
});
