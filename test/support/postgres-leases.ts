import { Certainty } from '../../src/stores/postgres/certainty.ts';
import type { Rows } from '../../src/stores/postgres/connection.ts';
import { Database } from '../../src/stores/postgres/database.ts';
import { Leases } from '../../src/stores/postgres/leases.ts';
import { News } from '../../src/stores/postgres/news.ts';
import { answering, type Call } from './postgres-driver.ts';

export interface LeaseRow {
  id: string;
  staleness: number | string;
  beat: string;
  generation: number | string | null;
  sequence: number | string | null;
}

/** A node that follows the log up to a place. */
export function leaseRow(id: string, more: Partial<LeaseRow> = {}): LeaseRow {
  return { id, staleness: 1_000, beat: 'b', generation: 1, sequence: 14, ...more };
}

/** A database with those leases in it, and what it is asked beside which they are. */
export class LeasePlace {
  rows: LeaseRow[];
  readonly asked: Call[] = [];
  /** What a node that joins finds. */
  other: LeaseRow | null = null;
  /** How often it was asked which leases there are. */
  looks = 0;
  /** What such a look waits for. */
  looking: Promise<void> = Promise.resolve();
  log = { incarnation: 'life', generation: 1, sequence: 20 };
  readonly news: News;
  readonly leases: Leases;

  constructor(...rows: LeaseRow[]) {
    this.rows = rows;
    const database = new Database(
      'app',
      answering((...call) => this.#answer(...call)),
    );
    this.news = new News(database, false);
    this.leases = new Leases(database, new Certainty(database), this.news);
  }

  async #answer(...[name, ask]: Call): Promise<Rows> {
    if (name !== 'leases') {
      this.asked.push([name, ask]);
      return [{ answer: JSON.stringify(name === 'join' ? { value: this.other } : null) }];
    }
    this.looks += 1;
    await this.looking;
    return [{ answer: JSON.stringify({ standing: { sound: true, ...this.log }, value: this.rows }) }];
  }
}
