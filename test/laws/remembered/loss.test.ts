import { copyFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sqlite } from '../../../src/stores/sqlite/index.ts';
import { codeOf, node, pause } from '../../support/node.ts';
import { temporaryFolder } from '../../support/processes.ts';

function remove(db: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(db + suffix, { force: true });
}

it('refuses every token of a log that was deleted: absence of data is no proof of life', async () => {
  using folder = temporaryFolder();
  const db = join(folder.path, 'app.db');
  const before = await node({ store: sqlite(db) });
  const [dead, alive] = [await before.issue({ subject: 'alice' }), await before.issue({ subject: 'bob' })];
  await before.logout(dead.accessToken);
  await before.close();
  remove(db);
  await using after = await node({ store: sqlite(db) });
  for (const { accessToken, refreshToken } of [dead, alive]) {
    expect(await codeOf(after.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
    expect(await codeOf(after.refresh(refreshToken))).toMatch(/^ERR_TOKEN_/);
  }
  expect((await after.verify((await after.issue({ subject: 'bob' })).accessToken)).subject).toBe('bob');
});

it('notices an older copy of the file by a token that proves a longer log, and ends what was bound to it', async () => {
  using folder = temporaryFolder();
  const db = join(folder.path, 'app.db');
  const first = await node({ store: sqlite(db) });
  const { accessToken } = await first.issue({ subject: 'alice' });
  await first.close();
  copyFileSync(db, `${db}.backup`);

  const second = await node({ store: sqlite(db) });
  await second.logout(accessToken);
  const witness = await second.issue({ subject: 'bob' });
  await second.close();
  remove(db);
  renameSync(`${db}.backup`, db);

  await using third = await node({ store: sqlite(db) });
  const lost: string[] = [];
  third.on('amnesia', ({ reason }) => lost.push(reason));
  expect(await codeOf(third.verify(witness.accessToken))).toBe('ERR_STORE_UNAVAILABLE');
  expect(lost).toHaveLength(1);
  expect(await codeOf(third.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
  expect(await codeOf(third.verify(witness.accessToken))).toBe('ERR_TOKEN_REVOKED');
  expect((await third.verify((await third.issue({ subject: 'bob' })).accessToken)).subject).toBe('bob');
});

it('notices an older copy under a running node by its own cursor', { timeout: 20_000 }, async () => {
  using folder = temporaryFolder();
  const db = join(folder.path, 'app.db');
  const first = await node({ store: sqlite(db) });
  const { accessToken } = await first.issue({ subject: 'alice' });
  await first.close();
  copyFileSync(db, `${db}.backup`);

  await using running = await node({ store: sqlite(db) });
  const lost: string[] = [];
  running.on('amnesia', ({ reason }) => lost.push(reason));
  await running.verify(accessToken);
  await running.logout(accessToken);
  for (const suffix of ['-wal', '-shm']) rmSync(db + suffix, { force: true });
  renameSync(`${db}.backup`, db);
  for (let turn = 0; turn < 100; turn += 1) {
    expect(await codeOf(running.verify(accessToken))).toMatch(/^ERR_(TOKEN_REVOKED|STORE_UNAVAILABLE)$/);
    await pause(20);
  }
  expect(lost).toHaveLength(1);
  const again = await running.issue({ subject: 'alice' });
  expect((await running.verify(again.accessToken)).subject).toBe('alice');
});

it('does not answer from a file that was taken away', { timeout: 20_000 }, async () => {
  using folder = temporaryFolder();
  const db = join(folder.path, 'app.db');
  await using curfew = await node({ store: sqlite(db), staleness: 100 });
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  await curfew.verify(accessToken);
  renameSync(db, `${db}.gone`);
  await pause(250);
  expect(await codeOf(curfew.logout(accessToken))).toBe('ERR_STORE_UNAVAILABLE');
  expect(await codeOf(curfew.verify(accessToken))).toBe('ERR_STORE_UNAVAILABLE');
  renameSync(`${db}.gone`, db);
  await pause(100);
  expect((await curfew.verify(accessToken)).subject).toBe('alice');
  await curfew.logout(accessToken);
  expect(await codeOf(curfew.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
});
