import { StoreUnavailable } from '../../core/errors.ts';
import { formatCursor, parseCursor, type Cursor } from '../../core/position.ts';
import type { Changes, ChangesOptions } from '../../core/store.ts';
import type { Connected } from './connected.ts';
import { leaseOf } from './leases.ts';
import { factOf, list } from './rows.ts';

/** How many entries a script answers with at most. */
const PAGE = 2_000;

/** What came after a place in the log, once there is something, or the time to wait for it is over. */
export async function follow(
  on: Connected,
  after: Cursor | undefined,
  options: ChangesOptions,
): Promise<Changes> {
  const { wait = 0, signal } = options;
  const end = performance.now() + wait;
  const isOver = (): boolean => signal?.aborted === true || performance.now() >= end;
  let { mark } = on.news;
  let changes = await poll(on, after, options);
  while (changes.cursor === after && !isOver()) {
    await on.news.next(mark, end - performance.now(), signal);
    if (isOver()) break;
    mark = on.news.mark;
    changes = await poll(on, after, {});
  }
  return changes;
}

/** One look at the log; with a lease, a heartbeat, which has to be on the replicas before it proves anything. */
async function poll(on: Connected, after: Cursor | undefined, options: ChangesOptions): Promise<Changes> {
  const { replica, staleness } = options;
  const beats = replica !== undefined && staleness !== undefined;
  const values = beats ? [replica, staleness] : ['', ''];
  const answer = await on.scripts.ask('changes', values, { seen: after, writes: beats });
  if (answer[0] === 'conflict') return on.leases.disagree(staleness ?? 0, leaseOf(answer.slice(1)));
  const [incarnation, generation, sequence, reset, entries] = on.scripts.accept(answer);
  const cursor = formatCursor(String(incarnation), {
    generation: Number(generation),
    sequence: Number(sequence),
  });
  const revocations = list(entries);
  for (let page = revocations; page.length === PAGE;) {
    const from = String(list(page.at(-1))[0]).split('-')[0] ?? '0';
    const next = await on.scripts.ask('page', [
      String(incarnation),
      Number(generation),
      from,
      Number(sequence),
    ]);
    if (next[0] === 'moved') throw new StoreUnavailable('the log has been lost meanwhile');
    page = list(on.scripts.accept(next)[0]);
    revocations.push(...page);
  }
  const unreadable = after !== undefined && !parseCursor(after);
  return { revocations: revocations.map(factOf), cursor, reset: unreadable || reset === 1 };
}
