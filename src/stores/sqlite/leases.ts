import { randomId } from '../../core/base64url.ts';
import { StoreUnavailable } from '../../core/errors.ts';
import { parseCursor, type Cursor } from '../../core/position.ts';
import type { Row } from '../shared/rows.ts';
import { Watch, type Lease } from '../shared/watch.ts';
import type { Database } from './database.ts';
import type { News } from './news.ts';

/** A heartbeat gives up this soon when the file is locked, ms: a check may be waiting for it. */
const PATIENCE = 300;

/**
 * The nodes that may answer from memory. A heartbeat says how far a node has got; its name is random, so
 * that it never comes again, whatever is put in the place of the file.
 */
export class Leases {
  readonly #database: Database;
  readonly #news: News;
  readonly #watch: Watch;

  constructor(database: Database, news: News) {
    this.#database = database;
    this.#news = news;
    this.#watch = new Watch({
      called: database.path,
      look: 20,
      drop: ({ id, beat }) => {
        const sql = 'DELETE FROM curfew_replica WHERE id = ? AND beat = ?';
        return database.write(() => database.run(sql, id, beat), { durable: false });
      },
      news: () => (limit, signal) => news.until(() => true, limit, signal),
    });
  }

  /** The staleness that the nodes share: see `Watch`. */
  agree(staleness: number | undefined): Promise<number> {
    return this.#watch.agree(staleness, async () => this.#leases('staleness IS NOT ?', staleness ?? null));
  }

  /** A heartbeat: `replica` has applied everything up to `applied`, and asks now. */
  async renew(replica: string, applied: Cursor | undefined, staleness: number): Promise<void> {
    const log = parseCursor(applied);
    const other = await this.#database.write(
      () => {
        // Two nodes that joined at the same moment may not have seen each other: the first one stays.
        const conflict = this.#database.get('SELECT * FROM curfew_replica WHERE staleness <> ?', staleness);
        if (conflict) return conflict;
        const head = this.#database.get('SELECT incarnation, generation FROM curfew_head');
        const same =
          log?.incarnation === head?.['incarnation'] && log?.position.generation === head?.['generation'];
        const place = same ? log?.position : undefined;
        this.#database.run(
          'INSERT OR REPLACE INTO curfew_replica VALUES (?, ?, ?, ?, ?)',
          replica,
          place?.generation ?? null,
          place?.sequence ?? null,
          staleness,
          randomId(12),
        );
        return undefined;
      },
      { durable: false, patience: PATIENCE },
    );
    this.#news.wake();
    if (other) await this.#watch.disagree(staleness, leaseOf(other));
  }

  /** Resolves when no live node is behind `cursor`. Rejects when `signal` aborts, or the log is another one now. */
  async settled(cursor: Cursor, signal: AbortSignal): Promise<void> {
    const log = parseCursor(cursor);
    const behind = async (): Promise<Lease[]> => {
      const head = this.#database.read(() =>
        this.#database.get('SELECT incarnation, generation FROM curfew_head'),
      );
      if (
        !log ||
        head?.['incarnation'] !== log.incarnation ||
        head['generation'] !== log.position.generation
      ) {
        throw new StoreUnavailable('the log has been lost meanwhile');
      }
      const { generation, sequence } = log.position;
      return this.#leases('staleness > 0 AND (generation IS NOT ? OR sequence < ?)', generation, sequence);
    };
    if (!(await this.#watch.gone(behind, signal))) signal.throwIfAborted();
  }

  async leave(replica: string): Promise<void> {
    const sql = 'DELETE FROM curfew_replica WHERE id = ?';
    await this.#database.write(() => this.#database.run(sql, replica), {
      durable: false,
      patience: PATIENCE,
    });
    this.#news.wake();
  }

  #leases(where: string, ...values: (number | null)[]): Lease[] {
    const sql = `SELECT * FROM curfew_replica WHERE ${where}`;
    return this.#database.read(() => this.#database.all(sql, ...values)).map(leaseOf);
  }
}

function leaseOf(row: Row): Lease {
  return { id: String(row['id']), beat: String(row['beat']), staleness: Number(row['staleness']) };
}
