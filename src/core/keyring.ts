import type { JWK } from 'jose';
import { elapsed, mark, type Clock, type Mark } from './clock.ts';
import { CurfewError, StoreUnavailable, TokenInvalid } from './errors.ts';
import { within, type Timers } from './timers.ts';
import { activate, type ActiveKey, type Keys } from './keys.ts';

/** An unknown `kid` makes a key function be asked again, but at most once in this many ms. */
const RELOAD_PAUSE = 1_000;
/** A key function is asked again at least this often, so that a rotation needs no restart, ms. */
const RELOAD_AFTER = 60_000;

/** A key function that takes longer counts as failed, ms. */
const KEYS_DEADLINE = 2_000;

/** The keys in force. With a function as source it follows a rotation while the process runs. */
export class Keyring {
  readonly #source: Keys;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #changed: () => void;
  #keys: readonly ActiveKey[] | undefined;
  #loaded: Mark | undefined;
  #loading: Promise<readonly ActiveKey[]> | undefined;

  /** `changed` is called when the set of keys is another than before. */
  constructor(source: Keys, clock: Clock, timers: Timers, changed: () => void) {
    this.#source = source;
    this.#clock = clock;
    this.#timers = timers;
    this.#changed = changed;
  }

  /** The key that signs now. */
  async signing(): Promise<ActiveKey & Required<Pick<ActiveKey, 'signing' | 'refresh'>>> {
    const [first] = await this.#current(RELOAD_AFTER);
    if (!first?.signing || !first.refresh) throw new TokenInvalid('the issuer has no signing key');
    return { ...first, signing: first.signing, refresh: first.refresh };
  }

  /** The key of that `kid` and algorithm: one key serves one algorithm only (RFC 8725, 3.1). */
  async verifying(kid: unknown, alg: unknown): Promise<ActiveKey> {
    const match = (keys: readonly ActiveKey[]): ActiveKey | undefined =>
      keys.find((key) => key.kid === kid && key.alg === alg);
    const found = match(await this.#current(RELOAD_AFTER)) ?? match(await this.#current(RELOAD_PAUSE));
    if (!found) throw new TokenInvalid('the token was not signed with a key of this issuer');
    return found;
  }

  async all(): Promise<readonly ActiveKey[]> {
    return this.#current(RELOAD_AFTER);
  }

  /** Something to wait for when it is time to look whether the keys have changed: one that is gone must not live on in a cache. */
  keepCurrent(): Promise<unknown> | undefined {
    if (typeof this.#source !== 'function') return undefined;
    const old = !this.#loaded || elapsed(this.#clock, this.#loaded) >= RELOAD_AFTER;
    return old ? this.#current(RELOAD_AFTER) : undefined;
  }

  /** The keys, read again: for something that none of those known explains. */
  async reloaded(): Promise<readonly ActiveKey[]> {
    return this.#current(RELOAD_PAUSE);
  }

  /** The public keys as a JWK Set, for `jwks.json`. */
  async jwks(): Promise<{ keys: JWK[] }> {
    return { keys: (await this.all()).map((key) => key.public) };
  }

  async #current(olderThan: number): Promise<readonly ActiveKey[]> {
    const fixed = typeof this.#source !== 'function';
    if (this.#keys && this.#loaded && (fixed || elapsed(this.#clock, this.#loaded) < olderThan))
      return this.#keys;
    this.#loading ??= this.#load().finally(() => (this.#loading = undefined));
    return this.#loading;
  }

  async #load(): Promise<readonly ActiveKey[]> {
    const started = mark(this.#clock);
    const before = this.#keys;
    const late = (): Error => new StoreUnavailable('the keys of the issuer did not come in time');
    const keys = await within(this.#timers, KEYS_DEADLINE, this.#read(), late).catch((error: unknown) => {
      // A source that fails for a while takes no key away: nobody's token became invalid by that.
      if (before) return before;
      if (error instanceof CurfewError) throw error;
      throw new StoreUnavailable('the keys of the issuer cannot be read', { cause: error });
    });
    this.#keys = keys;
    this.#loaded = started;
    if (before && namesOf(before) !== namesOf(keys)) this.#changed();
    return keys;
  }

  async #read(): Promise<readonly ActiveKey[]> {
    const source = this.#source;
    return activate(typeof source === 'function' ? await source() : source);
  }
}

function namesOf(keys: readonly ActiveKey[]): string {
  return JSON.stringify(keys.map((key) => key.public));
}
