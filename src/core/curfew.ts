import type { JWK } from 'jose';
import { LiveAuth, type Auth } from './auth.ts';
import { StoreUnavailable } from './errors.ts';
import { Emitter, type CurfewEvent, type CurfewEvents } from './events.ts';
import { healthOf, type Health } from './health.ts';
import { isId } from './ids.ts';
import type { Introspection } from './introspector.ts';
import { issuing, join, verifying, type Parts } from './join.ts';
import type { Tokens, Who } from './login.ts';
import type { Presented } from './logout.ts';
import { resolveOptions, type CurfewOptions, type Settings } from './options.ts';
import type { Receipt } from './recorder.ts';
import type { Session } from './session.ts';
import type { Target, Why } from './target.ts';
import { ticketOf } from './ticket.ts';
import { systemTimers, type Timers } from './timers.ts';
import type { LogoutRules } from './trust/logout-token.ts';
import type { EventRules } from './trust/security-event.ts';

/** The façade. One per process; give it to the adapter of your framework. */
export interface Curfew {
  /** Resolves once the node has joined its store; rejects with `ConfigError` when it must not run beside the others. */
  ready(): Promise<void>;
  /** Opens a session for somebody who has proved who they are. */
  issue(who: Who): Promise<Tokens>;
  /** Opens a session that has no tokens, for what names it in another way; `id` is random by default. */
  open(who: Who, id?: string): Promise<Session>;
  /** Resolves for a session that is open. Its id is no credential: ask only about one that the client cannot choose. */
  alive(session: string): Promise<Auth>;
  /** Resolves for a live token; throws `TokenInvalid`, `TokenExpired`, `TokenRevoked` or `StoreUnavailable`. */
  verify(token: string): Promise<Auth>;
  /** What a token of either kind is, dead or alive, without using it up; undefined for one that is not genuine. */
  introspect(token: string): Promise<Introspection | undefined>;
  /** Rotates a refresh token. Reuse ends the session and throws `RefreshReused`. */
  refresh(refreshToken: string): Promise<Tokens>;
  /** Ends the session of each credential presented; once it resolves they are dead everywhere. */
  logout(presented: Presented): Promise<Receipt>;
  /** What can end an open session and do nothing else; undefined where there is none, or it has no secret. */
  ticket(session: string): Promise<string | undefined>;
  /** Ends what is named; once it resolves it is dead everywhere. */
  revoke(target: Target, why?: Why): Promise<Receipt>;
  /** Ends what the logout token of a trusted issuer names; resolves once it is dead everywhere. */
  backchannelLogout(logoutToken: string, rules: LogoutRules): Promise<Receipt>;
  /** Ends what the security event of a trusted issuer asks for; resolves once it is dead everywhere. */
  securityEvent(token: string, rules: EventRules): Promise<Receipt>;
  /** The open sessions of a subject, oldest first; of one's own issuer, unless another is named. */
  sessions(subject: string, issuer?: string): Promise<Session[]>;
  /** The public keys of the issuer, as a JWK Set (RFC 7517). */
  jwks(): Promise<{ keys: JWK[] }>;
  /** Listens to what happens; the answer stops it. */
  on<E extends CurfewEvent>(event: E, listener: (detail: CurfewEvents[E]) => void): () => void;
  health(): Health;
  /** Stops following the log and closes the store. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Throws `ConfigError` at once for what is wrong with the options. */
export function createCurfew(options: CurfewOptions): Curfew {
  return createNode(options, systemTimers);
}

/** A Curfew that waits by the timers it is given, so that a test can hold time still. */
export function createNode(options: CurfewOptions, timers: Timers): Curfew {
  return new Node(resolveOptions(options), timers);
}

/** One process's Curfew: joins the store once, and hands each call to the part that knows how. */
class Node implements Curfew {
  readonly #settings: Settings;
  readonly #timers: Timers;
  readonly #events = new Emitter();
  #joining: Promise<Parts> | undefined;
  #joined: Parts | undefined;
  #closed: Promise<void> | undefined;

  constructor(settings: Settings, timers: Timers) {
    this.#settings = settings;
    this.#timers = timers;
    if (settings.issuer || settings.trust.length > 0) this.#join().catch(() => undefined);
  }

  async ready(): Promise<void> {
    const parts = await this.#join();
    await parts.issuing?.keyring.all();
  }

  async issue(who: Who): Promise<Tokens> {
    return issuing(await this.#join()).login.issue(who);
  }

  async open(who: Who, id?: string): Promise<Session> {
    return issuing(await this.#join()).login.open(who, id);
  }

  async alive(session: string): Promise<Auth> {
    const parts = this.#joined ?? (await this.#join());
    const { named } = issuing(parts);
    return new LiveAuth(await named.alive(session), verifying(parts).signals);
  }

  async verify(token: string): Promise<Auth> {
    const { check, signals } = verifying(this.#joined ?? (await this.#join()));
    return new LiveAuth(await check.alive(token), signals);
  }

  async introspect(token: string): Promise<Introspection | undefined> {
    return verifying(this.#joined ?? (await this.#join())).introspector.introspect(token);
  }

  async refresh(refreshToken: string): Promise<Tokens> {
    return issuing(await this.#join()).login.refresh(refreshToken);
  }

  async logout(presented: Presented): Promise<Receipt> {
    const parts = await this.#join();
    verifying(parts);
    return parts.logout.logout(presented);
  }

  async ticket(session: string): Promise<string | undefined> {
    const parts = await this.#join();
    verifying(parts);
    return isId(session) ? ticketOf(await parts.sessions.find(session)) : undefined;
  }

  async revoke(target: Target, why?: Why): Promise<Receipt> {
    return (await this.#join()).logout.revoke(target, why);
  }

  async backchannelLogout(logoutToken: string, rules: LogoutRules): Promise<Receipt> {
    return verifying(await this.#join()).statements.logout(logoutToken, rules);
  }

  async securityEvent(token: string, rules: EventRules): Promise<Receipt> {
    return verifying(await this.#join()).statements.event(token, rules);
  }

  async sessions(subject: string, issuer?: string): Promise<Session[]> {
    return (await this.#join()).sessions.list(subject, issuer);
  }

  async jwks(): Promise<{ keys: JWK[] }> {
    return issuing(await this.#join()).keyring.jwks();
  }

  on<E extends CurfewEvent>(event: E, listener: (detail: CurfewEvents[E]) => void): () => void {
    return this.#events.on(event, listener);
  }

  health(): Health {
    return healthOf(this.#settings, this.#joined?.replica);
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** Joins the store, once; after a failure the next call tries again. */
  #join(): Promise<Parts> {
    if (this.#closed) return Promise.reject(new StoreUnavailable('this Curfew was closed'));
    this.#joining ??= join(this.#settings, this.#timers, this.#events).then(
      (parts) => (this.#joined = parts),
      (error: unknown) => {
        this.#joining = undefined;
        throw error;
      },
    );
    return this.#joining;
  }

  /** Whoever has joined lets go; a store that others share stays open for them. */
  async #close(): Promise<void> {
    const parts = await this.#joining?.catch(() => undefined);
    parts?.verifying?.signals.close();
    parts?.verifying?.statements.close();
    await parts?.replica.close();
    if (parts) await this.#settings.store.close();
  }
}
