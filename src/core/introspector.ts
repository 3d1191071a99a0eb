import type { Check } from './check.ts';
import { CurfewError } from './errors.ts';
import type { Keyring } from './keyring.ts';
import type { Settings } from './options.ts';
import { parseRefreshToken, sealed, type RefreshClaim } from './refresh.ts';
import { isRememberedDead } from './remembered.ts';
import type { Replica } from './replica.ts';
import { publicSession, type StoredSession } from './session.ts';
import type { Sessions } from './sessions.ts';
import type { VerifiedToken } from './token.ts';
import type { TokenReader } from './token-reader.ts';

/** What a token is, and whether it is alive. Instants are ms since the epoch. */
export interface Introspection {
  readonly type: 'access_token' | 'refresh_token';
  /** Alive: `verify` would resolve for it now, or `refresh` would. */
  readonly active: boolean;
  /** Issued by this application. */
  readonly own: boolean;
  readonly issuer: string;
  readonly subject: string;
  /** The `sid`. */
  readonly session: string;
  /** The `jti` of an access token. */
  readonly token?: string;
  readonly client?: string;
  readonly tenant?: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** The claims of an access token. */
  readonly claims: Readonly<Record<string, unknown>>;
}

interface IntrospectorParts {
  readonly settings: Settings;
  readonly check: Check;
  readonly tokens: TokenReader;
  readonly keyring: Keyring | undefined;
  readonly sessions: Sessions;
  readonly replica: Replica;
}

/** Says what a token is without using it up (RFC 7662). */
export class Introspector {
  readonly #parts: IntrospectorParts;

  constructor(parts: IntrospectorParts) {
    this.#parts = parts;
  }

  /**
   * What a genuine token is, dead or alive; undefined for anything else. An access token goes through the same check as
   * a request with it, and counts as one; a refresh token is only looked at. Throws what says 503, never "inactive".
   */
  async introspect(text: string): Promise<Introspection | undefined> {
    if (typeof text !== 'string') return undefined;
    const claim = parseRefreshToken(text);
    if (claim) return this.#refreshToken(claim);
    const { check, tokens } = this.#parts;
    const alive = await unlessRefused(check.alive(text));
    if (alive) return accessToken(alive, true);
    const dead = await unlessRefused(tokens.read(text, { anyAudience: true }));
    return dead && accessToken(dead, false);
  }

  async #refreshToken(claim: RefreshClaim): Promise<Introspection | undefined> {
    const { settings, sessions, keyring } = this.#parts;
    const session = keyring && (await sessions.find(claim.session));
    if (session?.issuer !== settings.issuer?.name) return undefined;
    if (!keyring || !session || !(await sealed(keyring, claim, session))) return undefined;
    const { id, subject, issuer, client, tenant, startedAt, expiresAt } = publicSession(session);
    return {
      type: 'refresh_token',
      active: await this.#isActive(claim, session),
      own: true,
      issuer,
      subject,
      session: id,
      // What its access tokens say of the client.
      client: client ?? issuer,
      ...(tenant === undefined ? {} : { tenant }),
      issuedAt: startedAt,
      expiresAt,
      claims: {},
    };
  }

  /** Whether `refresh` would take it: the newest, or the one before within the grace, of a session that is open. */
  async #isActive({ generation }: RefreshClaim, session: StoredSession): Promise<boolean> {
    const { settings, sessions, replica } = this.#parts;
    if (session.endedAt !== undefined) return false;
    // A server that was left behind would not know; a node that is fresh does.
    if (!replica.isFresh) await replica.refresh();
    if (await isRememberedDead(replica, session)) return false;
    const now = settings.clock.now();
    const seenAt = Math.max(session.seenAt, sessions.seenAt(session.id));
    if (now >= session.expiresAt || now - seenAt > settings.idle) return false;
    if (generation >= session.generation) return true;
    return generation === session.generation - 1 && now - session.rotatedAt <= settings.grace;
  }
}

function accessToken(verified: VerifiedToken, active: boolean): Introspection {
  const { issuer, subject, session, token, client, tenant, issuedAt, expiresAt, claims, bond } = verified;
  return {
    type: 'access_token',
    active,
    own: bond !== undefined,
    issuer,
    subject,
    session,
    token,
    ...(client === undefined ? {} : { client }),
    ...(tenant === undefined ? {} : { tenant }),
    issuedAt,
    expiresAt,
    claims,
  };
}

/** What `work` answers, or undefined when it says that the token is none or dead. */
async function unlessRefused<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof CurfewError && error.status === 401) return undefined;
    throw error;
  }
}
