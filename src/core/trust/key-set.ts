import { importJWK, type CryptoKey, type JWK } from 'jose';
import { elapsed, mark, type Clock, type Mark } from '../clock.ts';
import { IssuerUnavailable, TokenInvalid } from '../errors.ts';
import { isRecord } from '../jws.ts';
import { within, type Timers } from '../timers.ts';
import type { SigningTrust } from './options.ts';
import { fetchKeys } from './fetch-keys.ts';

/** Published keys begin to be fetched again when they are older than this, ms. */
const REFRESH_AFTER = 45_000;
/** Those older than this are waited for, ms: so long may a key that was taken back live on. */
const WAIT_AFTER = 60_000;
/** Nobody waits longer than this for keys that only might have changed, ms. */
const PATIENCE = 500;
/** Keys that could not be fetched again are used for this long, ms. */
const STALE_AFTER = 3_600_000;
/** An unknown `kid` makes the keys be fetched again, but not twice within this time, ms. */
const COOLDOWN = 5_000;
/** A fetch that takes longer has failed, ms. */
const DEADLINE = 3_000;
const MOST_KEYS = 100;
/** The shortest modulus of an RSA key, characters of base64url: 2,048 bits. */
const SHORTEST_MODULUS = 342;

const FAMILY: Readonly<Record<string, string>> = { RS: 'RSA', PS: 'RSA', ES: 'EC', Ed: 'OKP' };
const CURVE: Readonly<Record<string, string>> = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' };

/** What of a token's header chooses its key. */
export interface KeyChoice {
  readonly kid: unknown;
  readonly alg: string;
  /** When the token says it was issued, ms since the epoch, unproved. */
  readonly issuedAt: number;
}

/** The public keys of another issuer. Published ones are cached, and fetched again as they change. */
export class KeySet {
  readonly #trust: SigningTrust;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #changed: () => void;
  readonly #imported = new Map<string, Promise<CryptoKey>>();
  #keys: readonly JWK[] | undefined;
  #loaded: Mark | undefined;
  #tried: Mark | undefined;
  #failed = false;
  #loading: Promise<void> | undefined;

  /** `changed` is called when a key is not what it was. */
  constructor(trust: SigningTrust, clock: Clock, timers: Timers, changed: () => void) {
    this.#trust = trust;
    this.#clock = clock;
    this.#timers = timers;
    this.#changed = changed;
    if (!(trust.source instanceof URL)) this.#keys = trust.source;
  }

  /**
   * The key that a token names. Throws `TokenInvalid` when the issuer has none such, and `IssuerUnavailable` when that
   * cannot be known now.
   */
  async find(choice: KeyChoice): Promise<CryptoKey> {
    if (!this.#isUsable) await this.#load();
    const key = this.#pick(choice) ?? (await this.#pickAgain(choice));
    const name = `${choice.alg} ${JSON.stringify(key)}`;
    const known = this.#imported.get(name);
    if (known) return known;
    const { use: _use, key_ops: _ops, ...plain } = key;
    const imported = importJWK(plain, choice.alg) as Promise<CryptoKey>;
    this.#imported.set(name, imported);
    try {
      return await imported;
    } catch {
      throw new TokenInvalid('the issuer publishes a key that cannot be used');
    }
  }

  /**
   * Begins to fetch keys that are getting old. Something to wait for, for a moment, when they are older still, so that a
   * node which was idle asks first; while they cannot be fetched nobody waits.
   */
  keepCurrent(): Promise<unknown> | undefined {
    if (!(this.#trust.source instanceof URL) || !this.#loaded) return undefined;
    const age = elapsed(this.#clock, this.#loaded);
    if (age < REFRESH_AFTER) return undefined;
    const isCool = elapsed(this.#clock, this.#tried ?? this.#loaded) >= COOLDOWN;
    const loading = this.#loading ?? (isCool ? this.#load() : undefined);
    const fetched = loading?.catch(() => undefined);
    if (!fetched || age < WAIT_AFTER || this.#failed) return undefined;
    return within(this.#timers, PATIENCE, fetched, () => new Error('late')).catch(() => undefined);
  }

  get #isUsable(): boolean {
    if (!(this.#trust.source instanceof URL)) return true;
    return this.#loaded !== undefined && elapsed(this.#clock, this.#loaded) < STALE_AFTER;
  }

  /** The one key that fits: by its `kid`, or the only one that could have been meant. */
  #pick({ kid, alg }: KeyChoice): JWK | undefined {
    const fitting = (this.#keys ?? []).filter((key) => fits(key, alg));
    if (kid === undefined) return fitting.length === 1 ? fitting[0] : undefined;
    return fitting.find((key) => key.kid === kid);
  }

  async #pickAgain(choice: KeyChoice): Promise<JWK> {
    const refused = new TokenInvalid('the token was not signed with a key of its issuer');
    if (!(this.#trust.source instanceof URL)) throw refused;
    const isCool = !this.#tried || elapsed(this.#clock, this.#tried) >= COOLDOWN;
    if (isCool || this.#loading) await this.#load();
    const found = this.#pick(choice);
    if (found) return found;
    // A key that is newer than what was fetched last may well be there.
    if (this.#failed || choice.issuedAt > (this.#loaded?.wall ?? 0)) throw this.#unavailable();
    throw refused;
  }

  #load(): Promise<void> {
    this.#loading ??= this.#fetch().finally(() => (this.#loading = undefined));
    return this.#loading;
  }

  async #fetch(): Promise<void> {
    const { source } = this.#trust;
    if (!(source instanceof URL)) return;
    if (this.#failed && this.#tried && elapsed(this.#clock, this.#tried) < COOLDOWN && !this.#isUsable) {
      throw this.#unavailable();
    }
    const started = mark(this.#clock);
    this.#tried = started;
    const abort = new AbortController();
    try {
      const answer = await within(
        this.#timers,
        DEADLINE,
        fetchKeys(source, abort.signal),
        () => new Error('late'),
      );
      this.#take(answer, started);
    } catch {
      this.#failed = true;
      if (!this.#isUsable) throw this.#unavailable();
    } finally {
      abort.abort();
    }
  }

  #take(answer: unknown, started: Mark): void {
    const list: unknown = isRecord(answer) ? answer['keys'] : undefined;
    if (!Array.isArray(list)) throw new Error('not a JWK Set');
    const keys = list
      .slice(0, MOST_KEYS)
      .filter((key): key is JWK => isRecord(key) && typeof key['kty'] === 'string');
    const before = this.#keys;
    this.#keys = keys;
    this.#loaded = started;
    this.#failed = false;
    if (!before || JSON.stringify(before) === JSON.stringify(keys)) return;
    this.#imported.clear();
    this.#changed();
  }

  #unavailable(): IssuerUnavailable {
    return new IssuerUnavailable(`the keys of ${this.#trust.issuer} cannot be fetched`);
  }
}

/** Whether a key may serve that algorithm, and no other (RFC 8725, 3.1): symmetric and short ones never do. */
function fits(key: JWK, alg: string): boolean {
  if (key.kty !== FAMILY[alg.slice(0, 2)]) return false;
  if (key.alg !== undefined && key.alg !== alg) return false;
  if (key.use !== undefined && key.use !== 'sig') return false;
  if (key.kty === 'RSA') return (key.n ?? '').length >= SHORTEST_MODULUS;
  return key.kty === 'OKP' ? key.crv === 'Ed25519' : key.crv === CURVE[alg];
}
