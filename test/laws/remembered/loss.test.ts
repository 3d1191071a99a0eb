import { copyFileSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sqlite } from '../../../src/stores/sqlite/index.ts';
import { codeOf, node, pause, until } from '../../support/node.ts';
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

it('knows a copy of its file from the file itself, and ends what was bound to it when nobody can vouch', async () => {
  using folder = temporaryFolder();
  const db = join(folder.path, 'app.db');
  const first = await node({ store: sqlite(db) });
  const [dead, alive] = [await first.issue({ subject: 'alice' }), await first.issue({ subject: 'bob' })];
  await first.close();
  copyFileSync(db, `${db}.backup`);

  const second = await node({ store: sqlite(db) });
  await second.logout(dead.accessToken);
  await second.close();
  remove(db);
  copyFileSync(`${db}.backup`, db);

  await using third = await node({ store: sqlite(db) });
  for (const { accessToken, refreshToken } of [dead, alive]) {
    expect(await codeOf(third.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
    expect(await codeOf(third.refresh(refreshToken))).toMatch(/^ERR_TOKEN_/);
  }
  expect((await third.verify((await third.issue({ subject: 'bob' })).accessToken)).subject).toBe('bob');
});

it('notices that the file itself went back, by a token from further along', { timeout: 20_000 }, async () => {
  using folder = temporaryFolder();
  const db = join(folder.path, 'app.db');
  const first = await node({ store: sqlite(db) });
  const { accessToken } = await first.issue({ subject: 'alice' });
  await first.close();
  const backup = readFileSync(db);

  const second = await node({ store: sqlite(db) });
  await second.logout(accessToken);
  const witness = await second.issue({ subject: 'bob' });
  await second.close();
  writeFileSync(db, backup);

  await using third = await node({ store: sqlite(db) });
  const lost: string[] = [];
  third.on('amnesia', ({ reason }) => lost.push(reason));
  expect(await codeOf(third.verify(witness.accessToken))).toBe('ERR_STORE_UNAVAILABLE');
  await until(async () => (await codeOf(third.verify(witness.accessToken))) === 'ERR_TOKEN_REVOKED');
  expect(await codeOf(third.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
  expect(lost).toEqual(['its log is shorter than it was']);
  expect((await third.verify((await third.issue({ subject: 'bob' })).accessToken)).subject).toBe('bob');
});

it(
  'puts back what an older copy lacks when a node that runs has missed nothing',
  { timeout: 20_000 },
  async () => {
    using folder = temporaryFolder();
    const db = join(folder.path, 'app.db');
    const first = await node({ store: sqlite(db) });
    const dead = await first.issue({ subject: 'alice' });
    await first.close();
    copyFileSync(db, `${db}.backup`);

    await using running = await node({ store: sqlite(db) });
    const events: string[] = [];
    running.on('amnesia', () => events.push('amnesia'));
    running.on('restored', ({ reason }) => events.push(reason));
    const alive = await running.issue({ subject: 'bob' });
    const rotated = await running.refresh(alive.refreshToken);
    await running.verify(dead.accessToken);
    await running.logout(dead.accessToken);
    for (const suffix of ['-wal', '-shm']) rmSync(db + suffix, { force: true });
    renameSync(`${db}.backup`, db);
    for (let turn = 0; turn < 100; turn += 1) {
      expect(await codeOf(running.verify(dead.accessToken))).toMatch(
        /^ERR_(TOKEN_REVOKED|STORE_UNAVAILABLE)$/,
      );
      expect(await codeOf(running.verify(alive.accessToken))).toMatch(/^(fulfilled|ERR_STORE_UNAVAILABLE)$/);
      await pause(10);
    }
    expect(events).toHaveLength(1);
    expect(events).not.toContain('amnesia');
    expect((await running.verify(alive.accessToken)).subject).toBe('bob');
    expect(await codeOf(running.verify(dead.accessToken))).toBe('ERR_TOKEN_REVOKED');
    expect(await codeOf(running.refresh(dead.refreshToken))).toBe('ERR_TOKEN_REVOKED');
    const next = await running.refresh(rotated.refreshToken);
    await using other = await node({ store: sqlite(db) });
    expect((await other.verify(next.accessToken)).subject, 'on a node that knows it from the file').toBe(
      'bob',
    );
    expect(await codeOf(other.verify(dead.accessToken))).toBe('ERR_TOKEN_REVOKED');
  },
);

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
