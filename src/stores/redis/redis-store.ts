import { newIncarnation } from '../../core/incarnation.ts';
import { StoreUnavailable } from '../../core/errors.ts';
import { formatCursor, parseCursor, type Cursor } from '../../core/position.ts';
import type { Bearer, LoggedRevocation, Revocation } from '../../core/revocation.ts';
import type { NewSession, LimitInForce, StoredSession } from '../../core/session.ts';
import type { Attached, Changes, ChangesOptions, Memory, Opened, Rotation, Store } from '../../core/store.ts';
import { Connected } from './connected.ts';
import { follow } from './feed.ts';
import type { Word } from './link.ts';
import type { Settings } from './options.ts';
import {
  factOf,
  type FactText,
  factWords,
  list,
  memoryWords,
  orderOf,
  sessionOf,
  sessionWords,
} from './rows.ts';

/** How many facts a voucher brings in one step, so that no step holds up the others who use the server. */
const PORTION = 1_000;
/** How many sessions are looked at in one step. */
const PAGE = 500;
/** How long the connections stay when joining has failed and nobody else uses them, ms: it is mostly tried again. */
const IDLE = 5_000;

/** See `redis()`. */
export class RedisStore implements Store {
  readonly name = 'redis';
  readonly #settings: Settings;
  #users = 0;
  #opening: Promise<Connected> | undefined;
  #idle: ReturnType<typeof setTimeout> | undefined;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  async attach(staleness?: number): Promise<Attached> {
    clearTimeout(this.#idle);
    this.#users += 1;
    // The process may have nothing else to wait for yet, and must not end over it.
    const holding = setInterval(() => undefined, 1_000);
    try {
      return await this.#join(staleness);
    } catch (error) {
      this.#users = Math.max(0, this.#users - 1);
      clearTimeout(this.#idle);
      if (this.#users === 0) this.#idle = setTimeout(() => this.#end(), IDLE).unref();
      throw error;
    } finally {
      clearInterval(holding);
    }
  }

  async append(revocations: readonly Revocation[], seen?: Cursor): Promise<Cursor> {
    const now = Math.max(0, ...revocations.map((fact) => fact.at));
    const words = revocations.flatMap((fact) => factWords(fact));
    return cursorOf(await this.#write('append', [now, revocations.length, ...words], seen));
  }

  async find(bearer: Bearer): Promise<LoggedRevocation | undefined> {
    const { issuer, token, session, subject, client = '', tenant = '', began } = bearer;
    const words = [issuer, token, session, subject, client, tenant, began.generation, began.sequence];
    const [entry] = await (await this.#on()).scripts.run('find', words);
    return typeof entry === 'string' ? factOf(JSON.parse(entry) as FactText) : undefined;
  }

  async changes(after?: Cursor, options: ChangesOptions = {}): Promise<Changes> {
    return follow(await this.#on(), after, options);
  }

  async settled(cursor: Cursor, signal: AbortSignal): Promise<void> {
    await (await this.#on()).leases.settled(cursor, signal);
  }

  async open(session: NewSession, limit?: LimitInForce, seen?: Cursor): Promise<Opened> {
    const most = limit ? [limit.max, limit.then, limit.idle ?? Number.MAX_SAFE_INTEGER] : ['', '', ''];
    const answer = await this.#write('open', [...sessionWords(session), ...most], seen);
    return { cursor: cursorOf(answer), opened: answer[3] === 1, ended: list(answer[4]).map(String) };
  }

  async touch(sid: string, seenAt: number): Promise<void> {
    await (await this.#on()).scripts.run('touch', [sid, seenAt]);
  }

  async session(sid: string): Promise<StoredSession | undefined> {
    const [told] = await (await this.#on()).scripts.run('session', [sid]);
    return told === undefined ? undefined : sessionOf(told);
  }

  async sessions(subject?: string): Promise<StoredSession[]> {
    const { scripts } = await this.#on();
    const told: unknown[] = [];
    for (let from = 0, full = true; full; from += PAGE) {
      const which = [subject ?? '', subject === undefined ? '1' : '0', from, from + PAGE - 1];
      const [looked, open] = await scripts.run('sessions', which);
      told.push(...list(open));
      full = looked === PAGE;
    }
    return told
      .map((one) => ({ session: sessionOf(one), order: orderOf(one) }))
      .toSorted((a, b) => a.session.startedAt - b.session.startedAt || a.order - b.order)
      .map((one) => one.session);
  }

  async rotate(
    sid: string,
    generation: number,
    now: number,
    grace: number,
    seen?: Cursor,
  ): Promise<Rotation> {
    const [rotation] = await this.#write('rotate', [sid, generation, now, grace], seen);
    return rotation as Rotation;
  }

  async vouch(doubt: string, cursor: Cursor, revocations: readonly LoggedRevocation[]): Promise<void> {
    const log = parseCursor(cursor);
    if (!log) return;
    const { scripts } = await this.#on();
    const place = [log.incarnation, log.position.generation, log.position.sequence];
    for (let from = 0; from === 0 || from < revocations.length; from += PORTION) {
      const portion = revocations.slice(from, from + PORTION);
      const last = from + PORTION >= revocations.length ? '1' : '0';
      const words = portion.flatMap((fact) => factWords(fact, fact.position));
      const values = [doubt, ...place, last, portion.length, ...words];
      const [verdict] = await scripts.ask('vouch', values, { writes: true });
      if (verdict === 'over') return;
    }
  }

  async remind({ revocations, sessions }: Memory): Promise<void> {
    await this.#write('remind', [
      revocations.length,
      sessions.length,
      ...revocations.flatMap((fact) => factWords(fact, fact.position)),
      ...sessions.flatMap(memoryWords),
    ]);
  }

  async renew(doubt: string): Promise<void> {
    await (await this.#on()).scripts.ask('renew', [doubt, newIncarnation(Date.now())], { writes: true });
  }

  async leave(replica: string): Promise<void> {
    await (await this.#on()).leases.leave(replica);
  }

  async close(): Promise<void> {
    this.#users = Math.max(0, this.#users - 1);
    if (this.#users === 0) this.#end();
  }

  /** Lets go of the connections, also of those that are still being made. */
  #end(): void {
    clearTimeout(this.#idle);
    const opening = this.#opening;
    this.#opening = undefined;
    opening?.then(
      (on) => on.close(),
      () => undefined,
    );
  }

  async #join(staleness?: number): Promise<Attached> {
    const opening = (this.#opening ??= Connected.open(this.#settings));
    try {
      await opening;
    } catch (error) {
      if (this.#opening === opening) this.#opening = undefined;
      throw error;
    }
    return (await opening).attach(staleness);
  }

  async #write(
    script: 'append' | 'open' | 'rotate' | 'remind',
    values: readonly Word[],
    seen?: Cursor,
  ): Promise<unknown[]> {
    return (await this.#on()).scripts.run(script, values, { seen, writes: true });
  }

  async #on(): Promise<Connected> {
    if (!this.#opening) throw new StoreUnavailable('the Redis store was closed');
    return this.#opening;
  }
}

function cursorOf([incarnation, generation, sequence]: readonly unknown[]): Cursor {
  const position = { generation: Number(generation), sequence: Number(sequence) };
  return formatCursor(String(incarnation), position);
}
