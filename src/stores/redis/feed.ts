import { PORTION } from '../../core/limits.ts';
import { formatCursor, parseCursor, type Cursor } from '../../core/position.ts';
import type { Changes, ChangesOptions } from '../../core/store.ts';
import type { Connected } from './connected.ts';
import { leaseOf } from './leases.ts';
import { factOf, type FactText } from './rows.ts';

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
    changes = await look(on, after, {}, false);
  }
  return changes;
}

/** A look at the log that begins with a heartbeat, which has to be on the replicas before anything is proved by it. */
function poll(on: Connected, after: Cursor | undefined, options: ChangesOptions): Promise<Changes> {
  return look(on, after, options, true);
}

async function look(
  on: Connected,
  after: Cursor | undefined,
  { replica, staleness }: ChangesOptions,
  writes: boolean,
): Promise<Changes> {
  const lease = replica !== undefined && staleness !== undefined ? [replica, staleness] : ['', ''];
  const values = [...lease, PORTION + 1, writes ? '1' : '0'];
  const answer = await on.scripts.ask('changes', values, { seen: after, writes });
  if (answer[0] === 'conflict') return on.leases.disagree(staleness ?? 0, leaseOf(answer.slice(1)));
  const [incarnation, generation, sequence, reset, entries] = on.scripts.accept(answer);
  const facts = JSON.parse(String(entries)) as [place: number, fact: FactText][];
  const more = facts.length > PORTION;
  const told = more ? facts.slice(0, PORTION) : facts;
  const last = (more ? told.at(-1)?.[0] : undefined) ?? Number(sequence);
  const unreadable = after !== undefined && !parseCursor(after);
  return {
    revocations: told.map(([, fact]) => factOf(fact)),
    cursor: formatCursor(String(incarnation), { generation: Number(generation), sequence: last }),
    more,
    reset: unreadable || reset === 1,
  };
}
