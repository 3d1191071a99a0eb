import type { Curfew } from '../core/curfew.ts';
import { ConfigError, CurfewError, StoreUnavailable, TokenInvalid } from '../core/errors.ts';

/** Tells apart what is hashed here from what others hash. */
const LABEL = 'curfew cookie session ';

/** The data of a session, as the application sees it. */
type Data = object;

/**
 * Cookie sessions that somebody else keeps, tracked: each that has a subject is a session of Curfew too, by the hash of its
 * id, since the id itself is what the cookie proves. What has no subject yet is nobody's, and is not tracked.
 */
export class TrackedSessions {
  readonly #curfew: Curfew;
  readonly #subject: (data: Data) => string | null | undefined;
  readonly #client: string;
  /** What is in memory of what was saved before, and whose it was then; empty for nobody's. */
  readonly #before = new WeakMap<Data, string>();

  constructor(curfew: Curfew, subject: (data: Data) => string | null | undefined, client: string) {
    if (typeof curfew?.alive !== 'function')
      throw new ConfigError('give the Curfew that createCurfew() made');
    if (typeof subject !== 'function')
      throw new ConfigError('subject must be a function that says whose a session is');
    this.#curfew = curfew;
    this.#subject = subject;
    this.#client = client;
  }

  /** Notes that `data` was read from the store, so that it is never taken for a session that is new. */
  loaded(data: Data): void {
    this.#before.set(data, this.#whose(data));
  }

  /** Whether what was read may be believed. Throws `StoreUnavailable` when that cannot be told. */
  async isAlive(sid: string, data: Data): Promise<boolean> {
    const subject = this.#whose(data);
    return subject === '' || (await this.#isOf(await idOf(sid), subject));
  }

  /**
   * What to do with data that is to be saved: `write` it, `drop` it because its session is over, or `end` the session,
   * because it has a subject no longer. A session is opened when it is saved with a subject first.
   */
  async judge(sid: string, data: Data): Promise<'write' | 'drop' | 'end'> {
    const [before, now, id] = [this.#before.get(data), this.#whose(data), await idOf(sid)];
    if (before && now === '') return 'end';
    if (before && now !== before)
      throw new ConfigError('a session got another subject: call req.session.regenerate() at the login');
    const may = await (before ? this.#isOf(id, now) : this.#isNew(id, now, before === undefined));
    if (may) this.#before.set(data, now);
    return may ? 'write' : 'drop';
  }

  /** Ends a session, everywhere. The answer says whether there was one. */
  async end(sid: string): Promise<boolean> {
    const { revoked } = await this.#curfew.revoke({ session: await idOf(sid) }, { reason: 'logout' });
    return revoked.length > 0;
  }

  /** Ends all that were opened here. */
  async endAll(): Promise<void> {
    await this.#curfew.revoke({ client: this.#client }, { reason: 'logout' });
  }

  /** Whether data may be saved that no session was opened for when it was read. */
  async #isNew(id: string, subject: string, isFresh: boolean): Promise<boolean> {
    if (subject !== '') return this.#open(id, subject);
    if (isFresh) return true;
    // Nobody's when it was read: since then somebody may have signed in, or out again.
    return this.#curfew.alive(id).then(
      () => false,
      (error: unknown) => (isDead(error) ? error instanceof TokenInvalid : Promise.reject(error as Error)),
    );
  }

  async #open(id: string, subject: string): Promise<boolean> {
    try {
      await this.#curfew.open({ subject, client: this.#client }, id);
      return true;
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      // There is one already, alive or not, or nobody can tell.
      return await this.#isOf(id, subject, error);
    }
  }

  /** Whether that session is open and that subject's. `unknown` is thrown when there is none. */
  async #isOf(id: string, subject: string, unknown?: Error): Promise<boolean> {
    try {
      return (await this.#curfew.alive(id)).subject === subject;
    } catch (error) {
      if (unknown && error instanceof TokenInvalid) throw unknown;
      if (isDead(error)) return false;
      throw error;
    }
  }

  #whose(data: Data): string {
    return this.#subject(data) ?? '';
  }
}

/** What a session is called here: nobody can tell its id, and so its cookie, from it. */
async function idOf(sid: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(LABEL + sid));
  const text = String.fromCharCode(...new Uint8Array(hash, 0, 16));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function isDead(error: unknown): boolean {
  return error instanceof CurfewError && error.status === 401;
}
