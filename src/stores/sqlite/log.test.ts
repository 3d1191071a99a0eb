import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/processes.ts';
import { Database } from './database.ts';
import { Log } from './log.ts';
import { migrate } from './migrate.ts';

it('looks at no cut-off that came before a session began, however many there are', async () => {
  using folder = temporaryFolder();
  const database = new Database(join(folder.path, 'app.db'), migrate);
  const log = new Log(database);
  const times = { at: 1, expiresAt: Date.now() + 3_600_000 };
  await database.write(() => {
    for (let one = 0; one < 20_000; one += 1) {
      log.append({ kind: 'subject', id: 'alice', issuer: 'i', except: `s${one}`, ...times });
    }
  });
  const bearer = { issuer: 'i', token: 't', session: 'mine', subject: 'alice' };
  const took = (sequence: number): number => {
    const started = performance.now();
    for (let round = 0; round < 50; round += 1) {
      const found = log.find({ ...bearer, began: { generation: 1, sequence } });
      expect(found !== undefined).toBe(sequence < 20_000);
    }
    return performance.now() - started;
  };
  took(0);
  // One look at all of them takes longer.
  expect(took(20_000)).toBeLessThan(50);
  expect(took(1)).toBeLessThan(50);
  database.close();
});
