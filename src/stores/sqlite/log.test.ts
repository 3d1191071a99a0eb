import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/processes.ts';
import { Database } from './database.ts';
import { Log } from './log.ts';
import { migrate } from './migrate.ts';

/** Far longer than a look takes, and shorter than one at all of them, ms. */
const LOOK = 1;

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
  /** What a look takes, ms: the best of fifty, since whatever else this machine does can only add to the time. */
  const took = (sequence: number): number => {
    let shortest = Infinity;
    for (let round = 0; round < 50; round += 1) {
      const started = performance.now();
      const found = log.find({ ...bearer, began: { generation: 1, sequence } });
      shortest = Math.min(shortest, performance.now() - started);
      expect(found !== undefined).toBe(sequence < 20_000);
    }
    return shortest;
  };
  took(0);
  expect(took(20_000)).toBeLessThan(LOOK);
  expect(took(1)).toBeLessThan(LOOK);
  database.close();
});
