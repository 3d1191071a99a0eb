import { PORTION } from '../../core/limits.ts';
import { formatCursor, parseCursor, type Cursor } from '../../core/position.ts';
import type { Changes, ChangesOptions } from '../../core/store.ts';
import type { Row } from '../shared/rows.ts';
import type { Answer } from './certainty.ts';
import type { Connected } from './connected.ts';
import { revocationOf } from './rows.ts';

/** How long it may take to tell all there is, to somebody who knows nothing yet, ms. */
const ALL = 4_000;

/** One more than is told, to see whether there is more. */
const MOST = PORTION + 1;

interface Feed {
  /** Whether the caller's place is one in this log. */
  readonly same: boolean;
  readonly facts: readonly Row[];
}

/** What came after a place in the log, once there is something, or the time to wait for it is over. No connection waits. */
export async function follow(
  on: Connected,
  after: Cursor | undefined,
  options: ChangesOptions = {},
): Promise<Changes> {
  const { wait = 0, signal } = options;
  const end = performance.now() + wait;
  const isOver = (): boolean => signal?.aborted === true || performance.now() >= end;
  let mark = on.news.mark('log');
  let changes = changesOf(await poll(on, after, options), after);
  while (changes.cursor === after && !isOver()) {
    await on.news.next('log', mark, end - performance.now(), signal);
    if (isOver()) break;
    mark = on.news.mark('log');
    changes = changesOf(await on.certainty.ask<Feed>('feed', { most: MOST }, after), after);
  }
  return changes;
}

/** A poll; the lease of the replica is renewed with it, and made if it is not there. */
async function poll(
  on: Connected,
  after: Cursor | undefined,
  { replica, staleness }: ChangesOptions,
): Promise<Answer<Feed>> {
  const limit = parseCursor(after) ? undefined : ALL;
  if (replica === undefined || staleness === undefined) {
    return on.certainty.ask<Feed>('poll', { most: MOST }, after, limit);
  }
  const beat = { ...on.leases.beat(replica, staleness), most: MOST };
  const answer = await on.certainty.try<Feed>('poll', beat, after, limit);
  if (answer) return answer;
  await on.leases.join(replica, staleness);
  return on.certainty.ask<Feed>('poll', beat, after, limit);
}

function changesOf({ standing, value }: Answer<Feed>, after: Cursor | undefined): Changes {
  const more = value.facts.length === MOST;
  const told = more ? value.facts.slice(0, -1) : value.facts;
  const sequence = more ? Number(told.at(-1)?.['place']) : standing.sequence;
  return {
    revocations: told.map(revocationOf),
    cursor: formatCursor(standing.incarnation, { ...standing, sequence }),
    more,
    reset: after !== undefined && !value.same,
  };
}
