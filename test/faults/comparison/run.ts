import type { ContestantName } from './app.ts';
import type { Finding } from './finding.ts';
import { lossRows } from './rows-loss.ts';
import { outageRows } from './rows-outage.ts';
import { raceRows } from './rows-race.ts';
import type { Row } from './row.ts';

export const contestants: readonly ContestantName[] = ['curfew', 'denylist', 'session'];

/** All faults, in the order of the table. */
export const rows: readonly Row[] = [...lossRows, ...outageRows, ...raceRows];

/** Does a row's fault to a contestant, and leaves nothing behind. */
export async function run(row: Row, contestant: ContestantName): Promise<Finding> {
  await using stack = new AsyncDisposableStack();
  return await row.run(contestant, stack);
}
