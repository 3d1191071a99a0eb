import { ConfigError, StoreUnavailable } from '../../core/errors.ts';
import { silence } from '../../core/limits.ts';
import { parseCursor, type Cursor } from '../../core/position.ts';
import type { News } from './news.ts';
import { list } from './rows.ts';
import type { Scripts } from './scripts.ts';

/** How long a node that joins watches one with another staleness, ms. */
const AGREEMENT = 2_500;
/** How often the leases are looked at while somebody waits for them, ms. */
const LOOK = 50;
/** Nodes that left without being waited for are forgotten when there are this many. */
const MOST_WATCHED = 1_000;

/** What a node has last said of itself. */
export interface Lease {
  readonly id: string;
  /** The number of its last heartbeat, unique in the life of the data. */
  readonly beat: number;
  readonly staleness: number;
}

/** A lease as a script tells it. */
export function leaseOf(told: unknown): Lease {
  const [id, beat, staleness] = list(told);
  return { id: String(id), beat: Number(beat), staleness: Number(staleness) };
}

/** The nodes that may answer from memory; each is dropped only for the very heartbeat that was found too old. */
export class Leases {
  readonly #scripts: Scripts;
  readonly #news: News;
  /** The heartbeats that somebody waits for to change, and since when. */
  readonly #watched = new Map<string, { beat: number; since: number }>();

  constructor(scripts: Scripts, news: News) {
    this.#scripts = scripts;
    this.#news = news;
  }

  /** Waits for nodes with another staleness to go. Rejects with `ConfigError` when one is alive. */
  async agree(staleness: number, others: () => Promise<Lease[]>): Promise<void> {
    const first = new Map((await others()).map(({ id, beat }) => [id, beat]));
    if (first.size === 0) return;
    let alive: Lease | undefined;
    const left = async (): Promise<Lease[]> => {
      const now = await others();
      alive = now.find(({ id, beat }) => first.get(id) !== beat);
      return alive ? [] : now;
    };
    // The process has nothing else to wait for yet, and must not end over it.
    const holding = setInterval(() => undefined, AGREEMENT);
    const gone = await this.#gone(left, AbortSignal.timeout(AGREEMENT)).finally(() => clearInterval(holding));
    if (alive) throw conflict(staleness, alive);
    if (gone) return;
    throw new StoreUnavailable('a node with another staleness was there a moment ago and may be there still');
  }

  /** A heartbeat met a lease with another staleness: the first node stays, unless it is gone. */
  async disagree(staleness: number, other: Lease): Promise<never> {
    await this.#watch(other);
    throw conflict(staleness, other);
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
    if (!(await this.#gone(behind, signal))) signal.throwIfAborted();
  }

  async leave(replica: string): Promise<void> {
    await this.#scripts.run('drop', [replica, '']);
  }

  /** Waits until `rows` finds no lease, dropping each that stays silent; false when `signal` aborts before. */
  async #gone(rows: () => Promise<Lease[]>, signal: AbortSignal): Promise<boolean> {
    if (this.#watched.size > MOST_WATCHED) this.#watched.clear();
    for (;;) {
      const { mark } = this.#news;
      const left = await rows();
      if (left.length === 0) return true;
      if (signal.aborted) return false;
      for (const lease of left) await this.#watch(lease);
      await this.#news.next(mark, LOOK, signal);
    }
  }

  /** Drops a lease once it has been silent, from the first time it was seen so, for longer than it may be. */
  async #watch({ id, beat, staleness }: Lease): Promise<void> {
    const now = performance.now();
    const seen = this.#watched.get(id);
    if (seen?.beat !== beat) this.#watched.set(id, { beat, since: now });
    else if (now - seen.since > lifeOf(staleness)) {
      await this.#scripts.run('drop', [id, beat]);
      this.#watched.delete(id);
    }
  }
}

function conflict(here: number, other: Lease): ConfigError {
  return new ConfigError(
    `staleness is ${here} ms here and ${other.staleness} ms on a node that runs on this Redis; all nodes must share it`,
  );
}

/** How long a node may be silent before it is taken to be gone, ms. One that asks every time holds nobody up. */
function lifeOf(staleness: number): number {
  return staleness === 0 ? AGREEMENT : silence(staleness);
}
