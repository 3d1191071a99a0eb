import { copyFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Store } from '../../../src/index.ts';
import { sqlite } from '../../../src/stores/sqlite/index.ts';
import { codeOf, node, overriding, pause, until } from '../../support/node.ts';
import { temporaryFolder } from '../../support/processes.ts';

const SLOW = { timeout: 20_000 };

/** Opens a session, puts an older copy of the file in place, and answers the signal that hung on the session's token. */
async function afterLoss(open: (db: string) => Store): Promise<{ signal: AbortSignal; code: string }> {
  using folder = temporaryFolder();
  const db = join(folder.path, 'app.db');
  const first = await node({ store: sqlite(db) });
  await first.ready();
  await first.close();
  copyFileSync(db, `${db}.backup`);

  await using running = await node({ store: open(db) });
  let isRestored = false;
  running.on('restored', () => (isRestored = true));
  const { accessToken } = await running.issue({ subject: 'alice' });
  const { signal } = await running.verify(accessToken);
  for (const suffix of ['-wal', '-shm']) rmSync(db + suffix, { force: true });
  renameSync(`${db}.backup`, db);
  await until(() => isRestored);
  for (let waited = 0; waited < 5_000 && !signal.aborted; waited += 50) await pause(50);
  const code = await codeOf(Promise.resolve().then(() => signal.throwIfAborted()));
  return { signal, code: signal.aborted ? code : 'alive' };
}

it('goes on with what hangs on a session that was brought back', SLOW, async () => {
  expect((await afterLoss(sqlite)).code).toBe('alive');
});

it('ends what hangs on a session that nobody brought back', SLOW, async () => {
  const forgetful = (db: string): Store => {
    const store = sqlite(db);
    return overriding(store, {
      remind: ({ revocations }) => store.remind({ revocations, sessions: [] }),
    });
  };
  expect((await afterLoss(forgetful)).code).toBe('ERR_TOKEN_REVOKED');
});
