import type { Clock } from './clock.ts';
import {
  RefreshReused,
  SessionLimitReached,
  StoreUnavailable,
  TokenInvalid,
  TokenRevoked,
} from './errors.ts';
import type { Emitter } from './events.ts';
import type { Keyring } from './keyring.ts';
import type { Settings } from './options.ts';
import { comparePositions, parseCursor, type Position } from './position.ts';
import type { Recorder } from './recorder.ts';
import { parseRefreshToken, refreshToken, sealed } from './refresh.ts';
import { isRememberedDead } from './remembered.ts';
import type { Replica } from './replica.ts';
import { newSession } from './new-session.ts';
import { publicSession, type Device, type NewSession, type Session, type StoredSession } from './session.ts';
import type { Sessions } from './sessions.ts';
import type { Store } from './store.ts';
import { ticketOf } from './ticket.ts';
import type { AccessTokens } from './token.ts';

/** Who has just proved who they are, and on what. */
export interface Who {
  readonly subject: string;
  /** `client_id`; default the issuer's name. */
  readonly client?: string;
  readonly tenant?: string;
  readonly device?: Device;
  /** The application's own claims, repeated in every access token of the session. */
  readonly claims?: object;
}

/** What a login or a refresh answers. Instants are ms since the epoch. */
export interface Tokens {
  readonly tokenType: 'Bearer';
  readonly accessToken: string;
  readonly expiresAt: number;
  readonly refreshToken: string;
  /** The session's absolute limit; it may end earlier. */
  readonly refreshExpiresAt: number;
  /** The `sid`. */
  readonly session: string;
  /** Ends the session and can do nothing else. The same at each refresh. */
  readonly ticket: string;
}

interface LoginParts {
  readonly settings: Settings;
  readonly store: Store;
  readonly keyring: Keyring;
  readonly tokens: AccessTokens;
  readonly replica: Replica;
  readonly sessions: Sessions;
  readonly recorder: Recorder;
  readonly events: Emitter;
}

/** Opens sessions and rotates their refresh tokens. */
export class Login {
  readonly #parts: LoginParts;
  readonly #clock: Clock;

  constructor(parts: LoginParts) {
    this.#parts = parts;
    this.#clock = parts.settings.clock;
  }

  /**
   * Opens a session. When the subject's limit ends older ones for it, they are dead everywhere before this
   * resolves. Throws `SessionLimitReached`, `StoreUnavailable`, or a `TypeError` for a malformed `who`.
   */
  async issue(who: Who): Promise<Tokens> {
    const session = await this.#open(newSession(who, this.#parts.settings));
    const tokens = await this.#tokens(session, session.began, 0);
    this.#opened(session);
    return tokens;
  }

  /** Opens a session that has no tokens: something else that the server trusts names it, by its id. */
  async open(who: Who, id?: string): Promise<Session> {
    const session = await this.#open(newSession(who, this.#parts.settings, id));
    this.#opened(session);
    return publicSession(session);
  }

  /**
   * The next tokens of a session. The same token again within the grace gets the same successor; later, it
   * is reuse: the session ends, everywhere, and `RefreshReused` is thrown.
   */
  async refresh(token: string): Promise<Tokens> {
    const { settings, store, sessions, replica, events } = this.#parts;
    const { epoch } = sessions;
    const { session, generation } = await this.#recognise(token);
    if (session.endedAt !== undefined || (await this.#knownToBeDead(session))) {
      throw new TokenRevoked('the session has ended');
    }
    sessions.checkLimits(session, Math.max(session.seenAt, sessions.seenAt(session.id)));
    const now = this.#clock.now();
    const rotation = await store.rotate(session.id, generation, now, settings.grace, replica.cursor);
    if (rotation === 'ended') throw new TokenRevoked('the session has ended');
    if (rotation === 'reused') return this.#reused(session);
    const tokens = await this.#tokens(session, session.began, generation + 1);
    sessions.keep({ ...session, seenAt: now, generation: generation + 1, rotatedAt: now }, epoch);
    events.emit('refreshed', { subject: session.subject, session: session.id, at: now });
    return tokens;
  }

  async #open(session: NewSession): Promise<StoredSession> {
    const { settings, store, recorder, replica, sessions } = this.#parts;
    const { epoch } = sessions;
    const limit = settings.limit && { ...settings.limit, idle: settings.idle };
    const opened = await store.open(session, limit, replica.cursor);
    if (!opened.opened) throw new SessionLimitReached('this subject has as many sessions as it may have');
    if (opened.ended.length > 0) await recorder.everywhere(opened.cursor);
    const stored = { ...session, began: opened.cursor, generation: 0, rotatedAt: 0 };
    sessions.keep(stored, epoch);
    return stored;
  }

  #opened({ subject, id, startedAt }: StoredSession): void {
    this.#parts.events.emit('issued', { subject, session: id, at: startedAt });
  }

  /** The session of a refresh token that is genuine, whatever its generation. Throws `TokenInvalid`. */
  async #recognise(token: string): Promise<{ session: StoredSession; generation: number }> {
    const claim = typeof token === 'string' ? parseRefreshToken(token) : undefined;
    if (!claim) throw new TokenInvalid('this is not a refresh token');
    const session = await this.#parts.sessions.find(claim.session);
    const ours = session?.issuer === this.#parts.settings.issuer?.name;
    if (!session || !ours || !(await sealed(this.#parts.keyring, claim, session))) {
      throw new TokenInvalid('the refresh token is not one of ours');
    }
    return { session, generation: claim.generation };
  }

  #knownToBeDead(session: StoredSession): Promise<boolean> {
    return isRememberedDead(this.#parts.replica, session);
  }

  async #reused(session: StoredSession): Promise<never> {
    const { id, subject } = session;
    this.#parts.events.emit('reuse', { subject, session: id, at: this.#clock.now() });
    await this.#parts.recorder.record([]);
    throw new RefreshReused('the refresh token was used before; its session has been ended');
  }

  async #tokens(session: NewSession, began: string, generation: number): Promise<Tokens> {
    const { keyring, tokens } = this.#parts;
    const log = parseCursor(began);
    if (!log) throw new StoreUnavailable('the store answered with no readable cursor');
    const minted = this.#furthest(log.incarnation, log.position);
    const place = { incarnation: log.incarnation, began: log.position, minted };
    const ticket = await ticketOf(session);
    if (ticket === undefined)
      throw new StoreUnavailable('the store answered with a session that has no secret');
    const access = await tokens.mint(session, place, this.#clock.now());
    return {
      tokenType: 'Bearer',
      accessToken: access.token,
      expiresAt: access.expiresAt,
      refreshToken: await refreshToken(await keyring.signing(), session, generation),
      refreshExpiresAt: session.expiresAt,
      session: session.id,
      ticket,
    };
  }

  /** How far the log is known to have got: a later place makes a better witness against a rollback. */
  #furthest(incarnation: string, began: Position): Position {
    const { replica } = this.#parts;
    const known = replica.incarnation === incarnation ? replica.position : undefined;
    return known && comparePositions(known, began) > 0 ? known : began;
  }
}
