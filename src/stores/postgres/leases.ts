import { randomId } from '../../core/base64url.ts';
import { ConfigError, StoreUnavailable } from '../../core/errors.ts';
import { silence } from '../../core/limits.ts';
import { comparePositions, parseCursor, type Cursor, type Position } from '../../core/position.ts';
import type { Answer, Certainty } from './certainty.ts';
import type { Database } from './database.ts';
import type { News } from './news.ts';
import type { Row } from './rows.ts';

/** How long a node that joins watches one with another staleness, ms. */
const AGREEMENT = 2_500;
/** Nodes that left without being waited for are forgotten when there are this many. */
const MOST_WATCHED = 1_000;
/** How often the leases are looked at while somebody waits for them, ms. */
const LOOK = 50;

/** What a node has last said of itself. */
interface Lease {
  readonly id: string;
  readonly staleness: number;
  /** How far it has got; undefined before its first acknowledgement. */
  readonly place: Position | undefined;
  /** Names its last heartbeat. */
  readonly beat: string;
}

/**
 * The nodes that may answer from memory. A heartbeat says how far a node has got; its name is random, so that a node is
 * only ever dropped for the very heartbeat that was found too old, whatever a crash has taken back.
 */
export class Leases {
  readonly #database: Database;
  readonly #certainty: Certainty;
  readonly #news: News;
  /** The heartbeats that somebody waits for to change, and since when. */
  readonly #watched = new Map<string, { beat: string; since: number }>();
  #running: Promise<unknown> = Promise.resolve();
  #next: Promise<Answer<Row[]>> | undefined;

  constructor(database: Database, certainty: Certainty, news: News) {
    this.#database = database;
    this.#certainty = certainty;
    this.#news = news;
  }

  /**
   * The staleness that the nodes share. Rejects with `ConfigError` when a node that is alive has another, and
   * with `StoreUnavailable` while one that left its row behind may still be alive: then try again.
   */
  async agree(staleness: number | undefined): Promise<number> {
    const others = async (): Promise<Lease[]> => {
      const { value } = await this.#look();
      return value.map(leaseOf).filter((lease) => lease.staleness !== staleness);
    };
    const first = await others();
    if (staleness === undefined) return first[0]?.staleness ?? 1_000;
    const beats = new Map(first.map(({ id, beat }) => [id, beat]));
    let alive: Lease | undefined;
    const left = async (): Promise<Lease[]> => {
      const now = await others();
      alive = now.find(({ id, beat }) => beats.get(id) !== beat);
      return alive ? [] : now;
    };
    if (first.length > 0 && !(await this.#gone(left, AbortSignal.timeout(AGREEMENT)))) {
      throw new StoreUnavailable(
        'a node with another staleness was there a moment ago and may be there still',
      );
    }
    if (alive) throw conflict(staleness, alive);
    return staleness;
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
    if (!answer.value) return;
    const other = leaseOf(answer.value);
    await this.#watch(other);
    throw conflict(staleness, other);
  }

  /** Resolves when no live node is behind `cursor`. Rejects when `signal` aborts, or the log is no longer that of `cursor`. */
  async settled(cursor: Cursor, signal: AbortSignal): Promise<void> {
    const log = parseCursor(cursor);
    const behind = async (): Promise<Lease[]> => {
      const { standing, value } = await this.#look();
      if (standing.incarnation !== log?.incarnation || standing.generation !== log.position.generation) {
        throw new StoreUnavailable('the log has been lost meanwhile');
      }
      const holding = value.map(leaseOf).filter((lease) => lease.staleness > 0);
      return holding.filter(({ place }) => !place || isBehind(place, log.position));
    };
    if (!(await this.#gone(behind, signal))) signal.throwIfAborted();
  }

  async leave(replica: string): Promise<void> {
    await this.#database.call('drop_lease', { replica });
  }

  /** Drops a lease once it has been silent, from the first time it was seen so, for longer than it may be. */
  async #watch({ id, beat, staleness }: Lease): Promise<void> {
    const now = performance.now();
    const seen = this.#watched.get(id);
    if (seen?.beat !== beat) this.#watched.set(id, { beat, since: now });
    else if (now - seen.since > lifeOf(staleness)) {
      await this.#database.call('drop_lease', { replica: id, beat });
      this.#watched.delete(id);
    }
  }

  /** Waits until `rows` finds no lease, dropping each that stays silent; false when `signal` aborts before. */
  async #gone(rows: () => Promise<Lease[]>, signal: AbortSignal): Promise<boolean> {
    if (this.#watched.size > MOST_WATCHED) this.#watched.clear();
    for (;;) {
      const mark = this.#news.mark('lease');
      const left = await rows();
      if (left.length === 0) return true;
      if (signal.aborted) return false;
      for (const lease of left) await this.#watch(lease);
      await this.#news.next('lease', mark, LOOK, signal);
    }
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
  const { generation, sequence } = row;
  const place = { generation: Number(generation), sequence: Number(sequence) };
  return {
    id: String(row['id']),
    staleness: Number(row['staleness']),
    place: sequence === null ? undefined : place,
    beat: String(row['beat']),
  };
}

function isBehind(place: Position, target: Position): boolean {
  return place.generation !== target.generation || comparePositions(place, target) < 0;
}

function conflict(here: number, other: Lease): ConfigError {
  return new ConfigError(
    `staleness is ${here} ms here and ${other.staleness} ms on a node that runs on this database; all nodes must share it`,
  );
}

/** How long a node may be silent before it is taken to be gone, ms. One that asks every time holds nobody up. */
function lifeOf(staleness: number): number {
  return staleness === 0 ? AGREEMENT : silence(staleness);
}
