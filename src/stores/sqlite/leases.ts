import { ConfigError, StoreUnavailable } from '../../core/errors.ts';
import { silence } from '../../core/limits.ts';
import { parseCursor, type Cursor } from '../../core/position.ts';
import type { Database, Row } from './database.ts';
import type { News } from './news.ts';

/** A heartbeat gives up this soon when the file is locked, ms: a check may be waiting for it. */
const PATIENCE = 300;
/** How long a node that joins watches one with another staleness, ms. */
const AGREEMENT = 2_500;
/** Nodes that left without being waited for are forgotten when there are this many. */
const MOST_WATCHED = 1_000;
/** How often the leases are looked at while somebody waits for them, ms. */
const LOOK = 20;

/**
 * The nodes that may answer from memory. A heartbeat says how far a node has got; its number is unique in the
 * life of the file, so that a node is only ever dropped for the very heartbeat that was found too old.
 */
export class Leases {
  readonly #database: Database;
  readonly #news: News;
  /** The heartbeats that somebody waits for to change, and since when. */
  readonly #watched = new Map<unknown, { beat: unknown; since: number }>();

  constructor(database: Database, news: News) {
    this.#database = database;
    this.#news = news;
  }

  /**
   * The staleness that the nodes share. Rejects with `ConfigError` when a node that is alive has another, and
   * with `StoreUnavailable` while one that left its row behind may still be alive: then try again.
   */
  async agree(staleness: number | undefined): Promise<number> {
    const others = (): Row[] => this.#rows('staleness IS NOT ?', staleness ?? null);
    if (staleness === undefined) return Number(others()[0]?.['staleness'] ?? 1_000);
    if (others().length === 0) return staleness;
    const beats = new Map(others().map((row) => [row['id'], row['beat']]));
    const alive = (): Row | undefined => others().find((row) => row['beat'] !== beats.get(row['id']));
    // The process has nothing else to wait for yet, and must not end over it.
    const holding = setInterval(() => undefined, AGREEMENT);
    try {
      await this.#gone(others, AbortSignal.timeout(AGREEMENT), () => alive() !== undefined);
    } catch {
      throw new StoreUnavailable(
        'a node with another staleness was there a moment ago and may be there still',
      );
    } finally {
      clearInterval(holding);
    }
    const other = alive();
    if (other) throw this.#conflict(staleness, other);
    return staleness;
  }

  /** A heartbeat: `replica` has applied everything up to `applied`, and asks now. */
  async renew(replica: string, applied: Cursor | undefined, staleness: number): Promise<void> {
    const log = parseCursor(applied);
    const other = await this.#database.write(
      () => {
        // Two nodes that joined at the same moment may not have seen each other: the first one stays.
        const conflict = this.#database.get('SELECT * FROM curfew_replica WHERE staleness <> ?', staleness);
        if (conflict) return conflict;
        this.#database.run('UPDATE curfew_head SET beat = beat + 1');
        const head = this.#database.get('SELECT incarnation, generation, beat FROM curfew_head');
        const same =
          log?.incarnation === head?.['incarnation'] && log?.position.generation === head?.['generation'];
        const place = same ? log?.position : undefined;
        this.#database.run(
          'INSERT OR REPLACE INTO curfew_replica VALUES (?, ?, ?, ?, ?)',
          replica,
          place?.generation ?? null,
          place?.sequence ?? null,
          staleness,
          Number(head?.['beat']),
        );
        return undefined;
      },
      { durable: false, patience: PATIENCE },
    );
    this.#news.wake();
    if (!other) return;
    await this.#watch(other);
    throw this.#conflict(staleness, other);
  }

  /** Resolves when no live node is behind `cursor`. Rejects when `signal` aborts. */
  async settled(cursor: Cursor, signal: AbortSignal): Promise<void> {
    const log = parseCursor(cursor);
    if (!log) return;
    const { generation, sequence } = log.position;
    const behind = (): Row[] => {
      const head = this.#database.read(() =>
        this.#database.get('SELECT incarnation, generation FROM curfew_head'),
      );
      if (head?.['incarnation'] !== log.incarnation || head?.['generation'] !== generation) {
        throw new StoreUnavailable('the log has been lost meanwhile');
      }
      return this.#rows('staleness > 0 AND (generation IS NOT ? OR sequence < ?)', generation, sequence);
    };
    await this.#gone(behind, signal);
  }

  async leave(replica: string): Promise<void> {
    const sql = 'DELETE FROM curfew_replica WHERE id = ?';
    await this.#database.write(() => this.#database.run(sql, replica), {
      durable: false,
      patience: PATIENCE,
    });
    this.#news.wake();
  }

  #conflict(staleness: number, other: Row): ConfigError {
    return new ConfigError(
      `staleness is ${staleness} ms here and ${String(other['staleness'])} ms on a node that runs on ${this.#database.path}; all nodes must share it`,
    );
  }

  /** Watches a lease from now on, and drops it once it was silent for longer than it may be. */
  async #watch(row: Row): Promise<void> {
    const now = performance.now();
    const seen = this.#watched.get(row['id']);
    if (!seen || seen.beat !== row['beat']) this.#watched.set(row['id'], { beat: row['beat'], since: now });
    else if (now - seen.since > lifeOf(Number(row['staleness']))) await this.#drop(row);
  }

  /** Waits until `rows` finds no lease, or `enough` says so, dropping each that stays silent for longer than it may. */
  async #gone(rows: () => Row[], signal: AbortSignal, enough: () => boolean = () => false): Promise<void> {
    if (this.#watched.size > MOST_WATCHED) this.#watched.clear();
    for (let left = rows(); left.length > 0 && !enough(); left = rows()) {
      signal.throwIfAborted();
      for (const row of left) await this.#watch(row);
      await this.#news.until(() => rows().length === 0 || enough(), LOOK, signal);
    }
  }

  async #drop(row: Row): Promise<void> {
    const sql = 'DELETE FROM curfew_replica WHERE id = ? AND beat = ?';
    const write = (): number => this.#database.run(sql, String(row['id']), Number(row['beat']));
    await this.#database.write(write, { durable: false });
    this.#watched.delete(row['id']);
  }

  #rows(where: string, ...values: (string | number | null)[]): Row[] {
    return this.#database.read(() =>
      this.#database.all(`SELECT * FROM curfew_replica WHERE ${where}`, ...values),
    );
  }
}

/** How long a node may be silent before it is taken to be gone, ms. One that asks every time holds nobody up. */
function lifeOf(staleness: number): number {
  return staleness === 0 ? AGREEMENT : silence(staleness);
}
