import { randomId } from '../../core/base64url.ts';
import { StoreUnavailable } from '../../core/errors.ts';
import { comparePositions, parseCursor, type Cursor, type Position } from '../../core/position.ts';
import type { Row } from '../shared/rows.ts';
import { Watch, type Lease } from '../shared/watch.ts';
import type { Answer, Certainty } from './certainty.ts';
import type { Database } from './database.ts';
import type { News } from './news.ts';

/**
 * The nodes that may answer from memory. A heartbeat says how far a node has got; its name is random, so that no
 * other has it, whatever a crash has taken back.
 */
export class Leases {
  readonly #database: Database;
  readonly #certainty: Certainty;
  readonly #watch: Watch;
  #running: Promise<unknown> = Promise.resolve();
  #next: Promise<Answer<Row[]>> | undefined;

  constructor(database: Database, certainty: Certainty, news: News) {
    this.#database = database;
    this.#certainty = certainty;
    this.#watch = new Watch({
      called: 'this database',
      look: 50,
      drop: ({ id, beat }) => database.call('drop_lease', { replica: id, beat }),
      news: () => {
        const mark = news.mark('lease');
        return (limit, signal) => news.next('lease', mark, limit, signal);
      },
    });
  }

  /** The staleness that the nodes share: see `Watch`. */
  agree(staleness: number | undefined): Promise<number> {
    return this.#watch.agree(staleness, async () => {
      const { value } = await this.#look();
      return value.map(leaseOf).filter((lease) => lease.staleness !== staleness);
    });
  }

  /** What a heartbeat says, beside the place it is sent with. */
  beat(replica: string, staleness: number): object {
    return { replica, staleness, beat: randomId(12) };
  }

  /** The first lease of a node, before it reads the log. Rejects with `ConfigError` while one with another staleness lives. */
  async join(replica: string, staleness: number): Promise<void> {
    const answer = (await this.#database.call('join', this.beat(replica, staleness))) as {
      value: Row | null;
    };
    if (answer.value) await this.#watch.disagree(staleness, leaseOf(answer.value));
  }

  /** Resolves when no live node is behind `cursor`. Rejects when `signal` aborts, or the log is no longer that of `cursor`. */
  async settled(cursor: Cursor, signal: AbortSignal): Promise<void> {
    const log = parseCursor(cursor);
    const behind = async (): Promise<Lease[]> => {
      const { standing, value } = await this.#look();
      if (standing.incarnation !== log?.incarnation || standing.generation !== log.position.generation) {
        throw new StoreUnavailable('the log has been lost meanwhile');
      }
      const holding = value.filter((row) => Number(row['staleness']) > 0);
      return holding.filter((row) => isBehind(row, log.position)).map(leaseOf);
    };
    if (!(await this.#watch.gone(behind, signal))) signal.throwIfAborted();
  }

  async leave(replica: string): Promise<void> {
    await this.#database.call('drop_lease', { replica });
  }

  /** The leases as they are now. Who asks while a look is under way shares the next: this one may be too old for them. */
  #look(): Promise<Answer<Row[]>> {
    this.#next ??= this.#running.then(() => {
      this.#next = undefined;
      const look = this.#certainty.ask<Row[]>('leases', {});
      this.#running = look.catch(() => undefined);
      return look;
    });
    return this.#next;
  }
}

function leaseOf(row: Row): Lease {
  return { id: String(row['id']), staleness: Number(row['staleness']), beat: String(row['beat']) };
}

/** Whether a node has not got as far as `target`: it has acknowledged less, or something else, or nothing yet. */
function isBehind({ generation, sequence }: Row, target: Position): boolean {
  const place = { generation: Number(generation), sequence: Number(sequence) };
  return sequence === null || place.generation !== target.generation || comparePositions(place, target) < 0;
}
