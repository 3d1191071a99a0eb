import { inDoubt, StoreUnavailable, type Doubt } from '../../core/errors.ts';
import { silence } from '../../core/limits.ts';
import { parseCursor, type Cursor } from '../../core/position.ts';
import type { Database } from './database.ts';

/** How long a server must have been up for a store whose nodes have not said how stale they may be, ms. */
const UNKNOWN = 1_000;
/** How often a call is made again that found the data unsound, when it is not any more. */
const ATTEMPTS = 3;
/** How long one who joins waits for a server that was just started, and how often it looks, ms. */
const [PATIENCE, LOOK] = [3_000, 50];

/** What the server says of its data, with everything that it answers: see `standing` in 0002.sql. */
export interface Standing {
  /** Neither in doubt, nor just started, nor on a standby. */
  readonly sound: boolean;
  readonly standby: boolean;
  readonly young: boolean;
  /** Names this run of the server. */
  readonly server: string;
  readonly certificate: string | null;
  readonly incarnation: string;
  readonly generation: number;
  readonly sequence: number;
  /** How long this generation of the log has lasted, ms. */
  readonly age: number;
  /** How long ago somebody vouched for the data, ms. */
  readonly restored: number;
  readonly doubt: Doubt | null;
  /** Whether everybody is in the same doubt. */
  readonly recorded: boolean;
}

export interface Answer<T> {
  readonly standing: Standing;
  readonly value: T;
}

/**
 * Asks the database, and believes what it answers only from data that is sound. A server that was just started may
 * hold an older copy, of which the nodes that know better have not spoken yet; and it may have forgotten that they may
 * still answer from memory. So until they have had the time to ask it, it is not believed.
 */
export class Certainty {
  readonly #database: Database;
  #length = UNKNOWN;
  /** The server that answers, and since when it is known here, by `performance.now()`. */
  #met = { server: '', since: 0 };

  constructor(database: Database) {
    this.#database = database;
  }

  /** The nodes may answer from memory for so long, ms. */
  share(staleness: number): void {
    this.#length = Math.max(UNKNOWN, silence(staleness));
  }

  /** Calls a function of the schema on data that is to be believed. Rejects with `StoreUnavailable`, and the doubt. */
  async ask<T>(name: string, ask: object, seen?: Cursor, limit?: number): Promise<Answer<T>> {
    const answer = await this.try<T>(name, ask, seen, limit);
    if (answer) return answer;
    throw new StoreUnavailable('PostgreSQL did not answer what it was asked');
  }

  /** Like `ask`, of a function that may find nothing to look at: undefined then. */
  async try<T>(name: string, ask: object, seen?: Cursor, limit?: number): Promise<Answer<T> | undefined> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const full = { ...ask, ...this.#conditions(seen) };
      const answer = (await this.#database.call(name, full, limit)) as Partial<Answer<T>>;
      if (!answer.standing) return undefined;
      if (await this.#isSound(answer.standing, full)) return answer as Answer<T>;
    }
    throw new StoreUnavailable('PostgreSQL is being put back together');
  }

  /** How the store stands, once its server has been up for long enough. Rejects with what speaks against it. */
  async believed(): Promise<Standing> {
    const end = performance.now() + PATIENCE;
    for (;;) {
      const full = this.#conditions(undefined);
      const { standing } = (await this.#database.call('look', full)) as Answer<undefined>;
      const isWaiting = standing.young && !standing.doubt && performance.now() < end;
      if (!isWaiting && (await this.#isSound(standing, full))) return standing;
      await new Promise((resolve) => setTimeout(resolve, LOOK));
    }
  }

  /** False when it was not, but is now. */
  async #isSound(standing: Standing, ask: object): Promise<boolean> {
    this.#meet(standing);
    if (standing.sound) return true;
    if (standing.standby) throw new StoreUnavailable('this PostgreSQL is a read-only standby now');
    const { doubt, young } = standing.recorded ? standing : await this.#record(ask);
    if (doubt) throw inDoubt(doubt);
    if (young) throw this.#tooYoung(standing);
    return false;
  }

  async #record(ask: object): Promise<Standing> {
    return ((await this.#database.call('doubt', ask)) as Answer<undefined>).standing;
  }

  #conditions(seen: Cursor | undefined): object {
    const place = parseCursor(seen);
    const age = performance.now() - this.#met.since;
    return {
      patience: this.#length,
      // A clock that was set must not make a server young for ever.
      ...(age > this.#length ? { known: this.#met.server } : {}),
      ...(place ? { seen: { incarnation: place.incarnation, ...place.position } } : {}),
    };
  }

  /** Says what is waited for: the nodes that may answer from memory must have had the time to speak. */
  #tooYoung({ server }: Standing): StoreUnavailable {
    // By this machine's clock, which may differ from the server's.
    const up = Math.max(performance.now() - this.#met.since, Date.now() - Number(server) * 1_000);
    const left = Math.max(1_000, this.#length - up);
    return new StoreUnavailable(
      'PostgreSQL has just started, and may not be what it was: nodes that know more may say so for as long as they ' +
        `may answer from memory, ${this.#length} ms; try again in about ${Math.ceil(left / 1_000)} s`,
    );
  }

  #meet({ server }: Standing): void {
    if (server !== this.#met.server) this.#met = { server, since: performance.now() };
  }
}
