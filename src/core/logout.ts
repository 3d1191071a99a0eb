import type { Clock } from './clock.ts';
import { CurfewError } from './errors.ts';
import type { Keyring } from './keyring.ts';
import { LONGEST_LIFETIME, PAD } from './limits.ts';
import type { Settings } from './options.ts';
import type { Receipt, Recorder } from './recorder.ts';
import type { Replica } from './replica.ts';
import { parseRefreshToken, sealed } from './refresh.ts';
import { ANY, type Revocation } from './revocation.ts';
import { endOf, isForeign, type StoredSession } from './session.ts';
import type { Store } from './store.ts';
import { factOf, type Target, type Why } from './target.ts';
import { isTicketOf, parseTicket } from './ticket.ts';
import { looksLikeJwt } from './jws.ts';
import type { VerifiedToken } from './token.ts';
import type { TokenReader } from './token-reader.ts';

/**
 * What somebody who logs out presents: any of an access token, even an expired one, a refresh token of any
 * generation, a session cookie, a ticket. Each is recognised by its form, so a field's name decides nothing.
 */
export type Presented =
  | string
  | readonly string[]
  | {
      readonly accessToken?: string;
      readonly refreshToken?: string;
      readonly cookie?: string;
      readonly ticket?: string;
    };

/** What has to be known of a session to end it. */
type Ending = Pick<StoredSession, 'id' | 'issuer' | 'expiresAt' | 'endedAt'> &
  Partial<Pick<StoredSession, 'secret'>>;

interface LogoutParts {
  readonly settings: Settings;
  readonly store: Store;
  readonly keyring: Keyring | undefined;
  readonly tokens: TokenReader | undefined;
  readonly replica: Replica;
  readonly recorder: Recorder;
}

/** Ends things: by what somebody presents, or by what an operator names. */
export class Logout {
  readonly #parts: LogoutParts;
  readonly #clock: Clock;

  constructor(parts: LogoutParts) {
    this.#parts = parts;
    this.#clock = parts.settings.clock;
  }

  /** Ends the session of every credential presented. What is unknown or dead already ends nothing, and is no error. */
  async logout(presented: Presented): Promise<Receipt> {
    const credentials = typeof presented === 'string' ? [presented] : Object.values(presented ?? {});
    const texts = credentials.filter((one): one is string => typeof one === 'string');
    const found = await Promise.all(texts.map((credential) => this.#session(credential)));
    const live = new Map<string, Ending>();
    for (const session of found) if (session && this.#isLive(session)) live.set(session.id, session);
    const ends = [...live.values()].map((session) => this.#end(session, 'logout'));
    return this.#parts.recorder.record(ends, { strangers: found.includes(undefined) });
  }

  /** Ends what an operator or the application names. Throws a `TypeError` for a malformed target. */
  async revoke(target: Target, why: Why = {}): Promise<Receipt> {
    const fact = factOf(target, why, this.#parts.settings);
    if (fact.kind === 'token') return this.#parts.recorder.record(await this.#token(fact));
    if (fact.kind !== 'session') return this.#parts.recorder.record([fact]);
    const session = await this.#parts.store.session(fact.id);
    const named = session && this.#isLive(session) && (fact.issuer === ANY || fact.issuer === session.issuer);
    const ends = named && { ...fact, issuer: session.issuer, expiresAt: this.#lastOf(session) + PAD };
    return this.#parts.recorder.record(ends ? [ends] : []);
  }

  /** Ends a session that was found past its idle limit, so that it stays dead whatever the clocks do. */
  lapse(session: StoredSession): Promise<Receipt> {
    return this.#parts.recorder.record([this.#end(session, 'idle')]);
  }

  /** A token may be named by its jti, or given whole: then the jti is read from it, and it is never recorded itself. */
  async #token(fact: Revocation): Promise<Revocation[]> {
    if (!looksLikeJwt(fact.id)) return [fact];
    if (!this.#parts.tokens) throw new TypeError('without an issuer a token cannot be read: give its jti');
    const token = await this.#read(fact.id);
    return token ? [{ ...fact, id: token.token, issuer: token.issuer }] : [];
  }

  async #session(credential: string): Promise<Ending | undefined> {
    const { keyring, store } = this.#parts;
    const ticket = parseTicket(credential);
    if (ticket) {
      const session = await store.session(ticket.session);
      return session && (await isTicketOf(ticket, session)) ? session : undefined;
    }
    const claim = parseRefreshToken(credential);
    if (claim) {
      const session = await store.session(claim.session);
      return session && keyring && (await sealed(keyring, claim, session)) ? session : undefined;
    }
    const token = await this.#read(credential);
    return token && ((await store.session(token.session)) ?? this.#unknown(token));
  }

  /**
   * The session of a token of ours that the store has never heard of, or not any more. Nodes that have met it may
   * still know it, until its tokens expire.
   */
  #unknown({ session, issuer, expiresAt, bond }: VerifiedToken): Ending | undefined {
    const now = this.#clock.now();
    const { replica } = this.#parts;
    if (now >= expiresAt + PAD || (bond && (replica.incarnation ?? bond.incarnation) !== bond.incarnation))
      return undefined;
    return { id: session, issuer, expiresAt: this.#horizon };
  }

  /** Nothing that is alive now can be valid after this, ms since the epoch. */
  get #horizon(): number {
    return this.#clock.now() + Math.max(this.#parts.settings.absolute, LONGEST_LIFETIME);
  }

  /** Until when something of a session may be valid. How long another issuer's lasts is not for the store to say. */
  #lastOf({ expiresAt, secret }: Ending): number {
    return secret !== undefined && isForeign({ secret }) ? Math.max(expiresAt, this.#horizon) : expiresAt;
  }

  /** The access token, expired or not, or undefined for anything that is none of ours. */
  async #read(credential: string): Promise<VerifiedToken | undefined> {
    try {
      return await this.#parts.tokens?.read(credential.replace(/^bearer +/i, ''), { anyAudience: true });
    } catch (error) {
      if (error instanceof CurfewError && error.status === 401) return undefined;
      throw error;
    }
  }

  /** Past its limits or not: another node's clock may say otherwise, and ending it harms nobody. */
  #isLive(session: Ending): boolean {
    return session.endedAt === undefined;
  }

  #end(session: Ending, reason: string): Revocation {
    const ending = { ...session, expiresAt: this.#lastOf(session) };
    return endOf(ending, this.#clock.now(), reason);
  }
}
