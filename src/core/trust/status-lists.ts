import { elapsed, mark, type Clock, type Mark } from '../clock.ts';
import { IssuerUnavailable, TokenInvalid, TokenRevoked } from '../errors.ts';
import { isRecord, isSeconds } from '../jws.ts';
import { within, type Timers } from '../timers.ts';
import { fetchText } from './fetch-text.ts';
import type { ForeignClaims } from './options.ts';
import type { Types } from './prove.ts';
import { StatusList } from './status-list.ts';

const TYPES: Types = new Set(['statuslist+jwt']);
const MEDIA_TYPE = 'application/statuslist+jwt';
/** The most that a status list token may be, characters. */
const LARGEST = 4 * 1_024 * 1_024;
/** How long a list is used that has no `ttl`, and the most and the least that a `ttl` is believed, ms. */
const TTL = { without: 300_000, most: 3_600_000, least: 1_000 } as const;
/** After a fetch that failed, it is not tried again within this time, ms. */
const COOLDOWN = 5_000;
const DEADLINE = 3_000;

interface Cached {
  readonly list: StatusList;
  readonly fetched: Mark;
  readonly ttl: number;
  /** ms since the epoch. */
  readonly expiresAt: number;
}

/** Proves what the issuer signed. */
type Prove = (text: string, types: Types, longest: number) => Promise<ForeignClaims>;

/**
 * The status lists of one issuer (Token Status List, draft 21). They are fetched from the URIs that were configured and
 * from no other, and are as old as their `ttl` allows: a second opinion, and never how a logout is known.
 */
export class StatusLists {
  readonly #issuer: string;
  readonly #uris: readonly string[];
  readonly #prove: Prove;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #cached = new Map<string, Cached>();
  readonly #loading = new Map<string, Promise<Cached>>();
  readonly #failed = new Map<string, Mark>();

  constructor(issuer: string, uris: readonly string[], prove: Prove, clock: Clock, timers: Timers) {
    this.#issuer = issuer;
    this.#uris = uris;
    this.#prove = prove;
    this.#clock = clock;
    this.#timers = timers;
  }

  /**
   * Until when the answer holds, ms since the epoch. Throws `TokenRevoked` for a token that its list does not call valid,
   * `TokenInvalid` for one that names no entry of a list that is known, and `IssuerUnavailable` when the list cannot be had.
   */
  async check({ status }: ForeignClaims): Promise<number> {
    if (this.#uris.length === 0 || !isRecord(status) || status['status_list'] === undefined) return Infinity;
    const reference: unknown = status['status_list'];
    const { idx, uri } = isRecord(reference) ? reference : {};
    if (typeof uri !== 'string' || typeof idx !== 'number' || !this.#uris.includes(uri))
      throw new TokenInvalid('the token names a status list that is not trusted');
    const known = this.#cached.get(uri);
    const { list, ttl, fetched, expiresAt } = known && this.#isCurrent(known) ? known : await this.#load(uri);
    checkStatus(list, idx);
    return Math.min(fetched.wall + ttl, expiresAt);
  }

  #isCurrent({ fetched, ttl, expiresAt }: Cached): boolean {
    return elapsed(this.#clock, fetched) < ttl && this.#clock.now() < expiresAt;
  }

  #load(uri: string): Promise<Cached> {
    const known = this.#loading.get(uri);
    if (known) return known;
    const loading = this.#fetch(uri).finally(() => this.#loading.delete(uri));
    this.#loading.set(uri, loading);
    return loading;
  }

  async #fetch(uri: string): Promise<Cached> {
    const failed = this.#failed.get(uri);
    if (failed && elapsed(this.#clock, failed) < COOLDOWN) throw this.#unavailable();
    const fetched = mark(this.#clock);
    const abort = new AbortController();
    try {
      const wanted = { accept: MEDIA_TYPE, type: MEDIA_TYPE, largest: LARGEST };
      const asked = fetchText(new URL(uri), wanted, abort.signal);
      const text = await within(this.#timers, DEADLINE, asked, () => new Error('late'));
      const cached = await this.#read(text.trim(), uri, fetched);
      this.#cached.set(uri, cached);
      this.#failed.delete(uri);
      return cached;
    } catch {
      this.#failed.set(uri, fetched);
      throw this.#unavailable();
    } finally {
      abort.abort();
    }
  }

  /** Draft 21, 8.3: `sub` is the URI, `iat` is there, and it has not expired. */
  async #read(text: string, uri: string, fetched: Mark): Promise<Cached> {
    const { iss, sub, iat, exp, ttl, status_list } = await this.#prove(text, TYPES, LARGEST);
    const expiresAt = isSeconds(exp) ? exp * 1_000 : Infinity;
    const isWrong =
      sub !== uri ||
      (iss !== undefined && iss !== this.#issuer) ||
      !isSeconds(iat) ||
      (exp !== undefined && !isSeconds(exp)) ||
      (ttl !== undefined && (typeof ttl !== 'number' || !(ttl > 0))) ||
      this.#clock.now() >= expiresAt;
    if (isWrong) throw new Error('it is no status list of that place');
    const lives = typeof ttl === 'number' ? ttl * 1_000 : TTL.without;
    const list = await StatusList.read(status_list);
    return { list, fetched, ttl: Math.min(Math.max(lives, TTL.least), TTL.most), expiresAt };
  }

  #unavailable(): IssuerUnavailable {
    return new IssuerUnavailable(`a status list of ${this.#issuer} cannot be fetched`);
  }
}

/** What is not valid is not accepted: invalid, suspended, and what only an application could interpret. */
function checkStatus(list: StatusList, index: number): void {
  if (!Number.isSafeInteger(index) || index < 0 || index >= list.size)
    throw new TokenInvalid('the token names an entry that its status list does not have');
  if (list.at(index) !== 0) throw new TokenRevoked('its issuer says that the token is not valid');
}
