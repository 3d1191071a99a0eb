import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/processes.ts';
import { attached, newSession } from '../../../test/support/stores.ts';
import type { StoreUnavailable } from '../../index.ts';
import { sqlite } from './index.ts';

it('takes no word for a file that was meant for another, which was there before', async () => {
  using folder = temporaryFolder();
  const db = join(folder.path, 'app.db');
  await using store = await attached(sqlite(db));
  const session = newSession();
  const { cursor } = await store.open(session);
  const doubtIn = async (work: Promise<unknown>): Promise<string | undefined> =>
    work.then(
      () => undefined,
      (error: StoreUnavailable) => error.doubt?.id,
    );
  const meant = (await doubtIn(store.changes(`${cursor}0`))) ?? (await doubtIn(store.changes(`${cursor}1`)));
  expect(meant).toBeDefined();
  // Another file is put in its place, with the same doubt written in it.
  const copy = new DatabaseSync(db);
  copy.exec(`VACUUM INTO '${db}.copy'`);
  copy.close();
  renameSync(`${db}.copy`, db);
  renameSync(`${db}-wal`, `${db}.old-wal`);
  renameSync(`${db}-shm`, `${db}.old-shm`);
  await store.renew(meant ?? '');
  await store.vouch(meant ?? '', cursor, []);
  const now = await doubtIn(store.changes());
  expect(now, 'still in doubt').toBeDefined();
  expect(now).not.toBe(meant);
  expect(await doubtIn(store.session(session.id)), 'the same for everybody').toBe(now);
  await store.vouch(now ?? '', cursor, []);
  expect(await store.session(session.id)).toBeDefined();
});
