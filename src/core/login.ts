import { randomId } from './base64url.ts';
import type { Clock } from './clock.ts';
import {
  ConfigError,
  RefreshReused,
  SessionLimitReached,
  StoreUnavailable,
  TokenInvalid,
  TokenRevoked,
} from './errors.ts';
import type { Emitter } from './events.ts';
import { checkId } from './ids.ts';
import type { Keyring } from './keyring.ts';
import type { Settings } from './options.ts';
import { comparePositions, parseCursor, type Position } from './position.ts';
import type { Recorder } from './recorder.ts';
import { parseRefreshToken, refreshToken, sealed } from './refresh.ts';
import type { Replica } from './replica.ts';
import type { Device, NewSession, StoredSession } from './session.ts';
import type { Sessions } from './sessions.ts';
import type { Store } from './store.ts';
import { checkOwnClaims } from './own-claims.ts';
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
    const { settings, store, recorder, replica, sessions, events } = this.#parts;
    const session = this.#newSession(who);
    const { epoch } = sessions;
    const limit = settings.limit && { ...settings.limit, idle: settings.idle };
    const opened = await store.open(session, limit, replica.cursor);
    if (!opened.opened) throw new SessionLimitReached('this subject has as many sessions as it may have');
    if (opened.ended.length > 0) await recorder.everywhere(opened.cursor);
    const tokens = await this.#tokens(session, opened.cursor, 0);
    sessions.keep({ ...session, began: opened.cursor, generation: 0, rotatedAt: 0 }, epoch);
    events.emit('issued', { subject: session.subject, session: session.id, at: session.startedAt });
    return tokens;
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

  /** What this node remembers counts also when the store has forgotten it: it may have been rolled back. */
  async #knownToBeDead(session: StoredSession): Promise<boolean> {
    const { replica } = this.#parts;
    const log = parseCursor(session.began);
    if (replica.incarnation !== log?.incarnation) await replica.sync();
    if (!log || replica.incarnation !== log.incarnation) {
      throw new StoreUnavailable('the store begins another life');
    }
    const bearer = { ...session, session: session.id, token: '', began: log.position };
    return replica.denylist.find(bearer) !== undefined;
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
    const access = await tokens.mint(session, place, this.#clock.now());
    return {
      tokenType: 'Bearer',
      accessToken: access.token,
      expiresAt: access.expiresAt,
      refreshToken: await refreshToken(await keyring.signing(), session, generation),
      refreshExpiresAt: session.expiresAt,
      session: session.id,
    };
  }

  /** How far the log is known to have got: a later place makes a better witness against a rollback. */
  #furthest(incarnation: string, began: Position): Position {
    const { replica } = this.#parts;
    const known = replica.incarnation === incarnation ? replica.position : undefined;
    return known && comparePositions(known, began) > 0 ? known : began;
  }

  #newSession(who: Who): NewSession {
    const { settings } = this.#parts;
    if (!settings.issuer) throw new ConfigError('this Curfew has no issuer, so it cannot issue');
    const now = this.#clock.now();
    const claims = who.claims === undefined ? undefined : checkOwnClaims(who.claims);
    return {
      id: randomId(16),
      subject: checkId('subject', who.subject),
      issuer: settings.issuer.name,
      client: who.client === undefined ? settings.issuer.name : checkId('client', who.client),
      ...(who.tenant === undefined ? {} : { tenant: checkId('tenant', who.tenant) }),
      ...(who.device === undefined ? {} : { device: device(who.device) }),
      ...(claims === undefined ? {} : { claims }),
      startedAt: now,
      seenAt: now,
      expiresAt: now + settings.absolute,
      secret: randomId(32),
    };
  }
}

/** A device is told by the client: it is cut to size rather than refused. */
function device(given: Device): Device {
  const cut = (text: unknown): string | undefined =>
    typeof text === 'string' ? text.slice(0, 255) : undefined;
  const entries = Object.entries({
    name: cut(given.name),
    userAgent: cut(given.userAgent),
    ip: cut(given.ip),
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
