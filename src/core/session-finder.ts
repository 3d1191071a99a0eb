import type { Clock } from './clock.ts';
import { StoreUnavailable } from './errors.ts';
import { foreignSecret, type StoredSession } from './session.ts';
import type { Store } from './store.ts';
import type { VerifiedToken } from './token.ts';

/** Asks the store for sessions. */
export class SessionFinder {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #absolute: number;
  readonly #confirm: () => Promise<void>;

  /**
   * `absolute` is for how long a session of another issuer is remembered, ms; `confirm` resolves once the store has
   * proved that it is the one which nodes follow.
   */
  constructor(store: Store, clock: Clock, absolute: number, confirm: () => Promise<void>) {
    this.#store = store;
    this.#clock = clock;
    this.#absolute = absolute;
    this.#confirm = confirm;
  }

  /**
   * A session as the store has it. That somebody is out must not be said by a server that was left behind when
   * another took its place: before it is, the store has to prove that it is the one, and is asked again.
   */
  async find(sid: string): Promise<StoredSession | undefined> {
    const stored = await this.#store.session(sid);
    if (stored && stored.endedAt === undefined) return stored;
    await this.#confirm();
    return this.#store.session(sid);
  }

  /**
   * The session of a token. One of another issuer is registered when it is met first, so that it can be listed, and
   * ended like any other; its issuer alone says for how long it lasts.
   */
  async of(token: VerifiedToken): Promise<StoredSession | undefined> {
    const known = await this.find(token.session);
    if (known || token.bond) return known;
    try {
      await this.#register(token);
    } catch (cause) {
      // Another node may have been first. Else it is the store that failed, and nobody is out for that.
      const first = await this.find(token.session);
      if (first) return first;
      throw new StoreUnavailable('the session could not be registered', { cause });
    }
    return this.#store.session(token.session);
  }

  async #register({ session, issuer, subject, client, tenant, ...token }: VerifiedToken): Promise<void> {
    const now = this.#clock.now();
    await this.#store.open({
      id: session,
      subject,
      issuer,
      ...(client === undefined ? {} : { client }),
      ...(tenant === undefined ? {} : { tenant }),
      startedAt: Math.min(now, token.authenticatedAt ?? now),
      seenAt: now,
      expiresAt: token.hasSession ? now + this.#absolute : token.expiresAt,
      secret: foreignSecret(),
    });
  }
}
