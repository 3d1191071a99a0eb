import { newIncarnation } from '../../core/incarnation.ts';
import { StoreUnavailable } from '../../core/errors.ts';
import { PAD, REMINDING } from '../../core/limits.ts';
import { parseCursor, type Cursor } from '../../core/position.ts';
import type { Bearer, LoggedRevocation, Revocation } from '../../core/revocation.ts';
import type { LimitInForce, NewSession, StoredSession } from '../../core/session.ts';
import type { Attached, Changes, ChangesOptions, Memory, Opened, Rotation, Store } from '../../core/store.ts';
import type { Row } from '../shared/rows.ts';
import type { Answer } from './certainty.ts';
import { Connected } from './connected.ts';
import { unavailable } from './failure.ts';
import { follow } from './feed.ts';
import { settingsOf, type PostgresConnection, type PostgresOptions, type Settings } from './options.ts';
import { givenSession, revocationOf, sessionOf } from './rows.ts';

export type { PostgresConnection, PostgresOptions } from './options.ts';
export type { PgClient, PgPool } from './driver-pg.ts';
export type { PostgresSql } from './driver-postgres.ts';

/** How long a step may take that ends other people's sessions, and one that puts a whole log back, ms. */
const [STEP, LONG] = [3_000, 15_000];

/**
 * A schema in a PostgreSQL database, for any number of nodes. `connection` is a URL, a `Pool` of `pg`, or the `sql` of
 * `postgres`; the driver has to be installed.
 *
 * Throws `ConfigError` for a wrong connection or option; `attach` rejects with one when there is no driver, or when the
 * server is a standby or too old, refuses the role, or holds what a newer Curfew wrote.
 */
export function postgres(connection: PostgresConnection, options: PostgresOptions = {}): Store {
  return new PostgresStore(settingsOf(connection, options));
}

class PostgresStore implements Store {
  readonly name = 'postgres';
  readonly #settings: Settings;
  #connected: Promise<Connected> | undefined;
  #users = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  async attach(staleness?: number): Promise<Attached> {
    this.#users += 1;
    // The process may have nothing else to wait for yet, and must not end over it.
    const holding = setInterval(() => undefined, 1_000);
    try {
      return await this.#on(async ({ certainty, leases }) => {
        await certainty.believed();
        const agreed = await leases.agree(staleness);
        certainty.share(agreed);
        const { incarnation, generation, age } = await certainty.believed();
        return { incarnation, generation, age, staleness: agreed };
      });
    } catch (error) {
      await this.close();
      throw error;
    } finally {
      clearInterval(holding);
    }
  }

  append(revocations: readonly Revocation[], seen?: Cursor): Promise<Cursor> {
    return this.#on(async ({ certainty, news }) => {
      const over = Math.max(0, ...revocations.map((fact) => fact.at));
      const ask = { facts: revocations, over, pad: PAD };
      const { value } = await certainty.ask<Cursor>('append', ask, seen, STEP);
      news.tell('log');
      return value;
    });
  }

  find(bearer: Bearer): Promise<LoggedRevocation | undefined> {
    return this.#on(async ({ certainty }) => {
      const { value } = await certainty.ask<Row | null>('find', { bearer });
      return value ? revocationOf(value) : undefined;
    });
  }

  changes(after?: Cursor, options?: ChangesOptions): Promise<Changes> {
    return this.#on((on) => follow(on, after, options));
  }

  settled(cursor: Cursor, signal: AbortSignal): Promise<void> {
    return this.#on(({ leases }) => leases.settled(cursor, signal));
  }

  open(session: NewSession, limit?: LimitInForce, seen?: Cursor): Promise<Opened> {
    return this.#on(async ({ certainty, news }) => {
      const ask = { session: givenSession(session), limit, over: session.startedAt, pad: PAD };
      const { value } = await certainty.ask<Opened>('open', ask, seen, STEP);
      if (value.ended.length > 0) news.tell('log');
      return value;
    });
  }

  async touch(sid: string, seenAt: number): Promise<void> {
    await this.#on(({ database }) => database.call('touch', { sid, seenAt }));
  }

  session(sid: string): Promise<StoredSession | undefined> {
    return this.#on(async ({ certainty }) => {
      const { standing, value } = await certainty.ask<Row | null>('get_session', { sid });
      if (value) return sessionOf(value, standing.incarnation);
      return known(standing.restored, undefined);
    });
  }

  sessions(subject?: string): Promise<StoredSession[]> {
    return this.#on(async ({ certainty }) => {
      const { standing, value } = await certainty.ask<Row[]>('list_sessions', { subject });
      return value.map((row) => sessionOf(row, standing.incarnation));
    });
  }

  rotate(sid: string, generation: number, now: number, grace: number, seen?: Cursor): Promise<Rotation> {
    return this.#on(async ({ certainty, news }) => {
      const ask = { sid, generation, now, grace, pad: PAD };
      const take = (exclusive: boolean): Promise<Answer<Rotation | 'missing' | 'again'>> =>
        certainty.ask('rotate', { ...ask, exclusive }, seen, STEP);
      let answer = await take(false);
      // Only reuse has to be logged, and for that the log has to be locked before the session.
      if (answer.value === 'again') answer = await take(true);
      if (answer.value === 'reused') news.tell('log');
      const { standing, value } = answer;
      if (value === 'again') throw new StoreUnavailable('PostgreSQL did not decide');
      return value === 'missing' ? known(standing.restored, 'ended') : value;
    });
  }

  async vouch(doubt: string, cursor: Cursor, revocations: readonly LoggedRevocation[]): Promise<void> {
    const place = parseCursor(cursor);
    if (!place) return;
    const voucher = { incarnation: place.incarnation, ...place.position };
    await this.#end(({ database }) => database.call('vouch', { doubt, voucher, facts: revocations }, LONG));
  }

  async remind({ revocations, sessions }: Memory): Promise<void> {
    const ask = { facts: revocations, sessions: sessions.map(givenSession), reminding: REMINDING };
    await this.#end(({ certainty }) => certainty.ask('remind', ask, undefined, LONG));
  }

  async renew(doubt: string): Promise<void> {
    const ask = { doubt, incarnation: newIncarnation(Date.now()) };
    await this.#end(({ database }) => database.call('renew', ask, LONG));
  }

  async leave(replica: string): Promise<void> {
    await this.#on(({ leases }) => leases.leave(replica));
  }

  async close(): Promise<void> {
    this.#users = Math.max(0, this.#users - 1);
    if (this.#users > 0) return;
    const connected = this.#connected;
    this.#connected = undefined;
    await connected?.then((on) => on.close()).catch(() => undefined);
  }

  /** A step that changes what everybody waits for. */
  async #end(work: (on: Connected) => Promise<unknown>): Promise<void> {
    await this.#on(async (on) => {
      await work(on);
      on.news.tell('log', 'lease');
    });
  }

  /** Runs `work` while the store is open. Whatever is wrong with the server, it rejects with an error of ours. */
  async #on<T>(work: (on: Connected) => Promise<T>): Promise<T> {
    if (this.#users === 0) throw new StoreUnavailable('the PostgreSQL store was closed');
    this.#connected ??= Connected.open(this.#settings);
    const on = await this.#connected;
    try {
      await on.ready();
      return await work(on);
    } catch (error) {
      on.failed(error);
      throw unavailable(error);
    }
  }
}

/** `answer` about a session that is not there; while it may yet be brought back, nobody knows. */
function known<T>(restored: number, answer: T): T {
  if (restored >= REMINDING) return answer;
  throw new StoreUnavailable('the store is being put back together');
}
