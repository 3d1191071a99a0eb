import { StoreUnavailable } from '../../core/errors.ts';
import { parseCursor, type Cursor } from '../../core/position.ts';
import { Watch, type Lease } from '../shared/watch.ts';
import type { News } from './news.ts';
import { list } from './rows.ts';
import type { Scripts } from './scripts.ts';

/** A lease as a script tells it. */
export function leaseOf(told: unknown): Lease {
  const [id, beat, staleness] = list(told);
  return { id: String(id), beat: String(beat), staleness: Number(staleness) };
}

/** The nodes that may answer from memory. */
export class Leases extends Watch {
  readonly #scripts: Scripts;

  constructor(scripts: Scripts, news: News) {
    super({
      called: 'this Redis',
      look: 50,
      drop: ({ id, beat }) => scripts.run('drop', [id, beat]),
      news: () => {
        const { mark } = news;
        return (limit, signal) => news.next(mark, limit, signal);
      },
    });
    this.#scripts = scripts;
  }

  /** Resolves when no live node is behind `cursor`. Rejects when `signal` aborts, or the log is another one now. */
  async settled(cursor: Cursor, signal: AbortSignal): Promise<void> {
    const log = parseCursor(cursor);
    if (!log) throw new StoreUnavailable('the log has been lost meanwhile');
    const { generation, sequence } = log.position;
    const behind = async (): Promise<Lease[]> => {
      const [leases] = await this.#scripts.run('behind', [log.incarnation, generation, sequence]);
      return list(leases).map(leaseOf);
    };
    if (!(await this.gone(behind, signal))) signal.throwIfAborted();
  }

  async leave(replica: string): Promise<void> {
    await this.#scripts.run('drop', [replica, '']);
  }
}
