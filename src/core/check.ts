import { Cache } from './cache.ts';
import type { Clock } from './clock.ts';
import { CurfewError, late, StoreUnavailable, TokenExpired, TokenInvalid, TokenRevoked } from './errors.ts';
import type { Emitter } from './events.ts';
import type { Log } from './followed-log.ts';
import { CHECK_DEADLINE } from './limits.ts';
import { comparePositions } from './position.ts';
import { isOlder } from './incarnation.ts';
import type { Replica } from './replica.ts';
import type { Sessions } from './sessions.ts';
import { within, type Timers } from './timers.ts';
import type { VerifiedToken } from './token.ts';
import type { TokenReader } from './token-reader.ts';

/** How many verified tokens a node remembers, so that their signature need not be checked again. */
const CAPACITY = 20_000;

/** How often a check looks again after it had to ask about the session; once is what it takes. */
const TURNS = 3;

/** How long all that a check asks the store may take together, ms: a session and a look at the log, one behind the other. */
const LIMIT = 2 * CHECK_DEADLINE;

/** Proves what a text says: a token's, or a session's id. */
type Reader = Pick<TokenReader, 'read' | 'keepKeysCurrent'>;

interface CheckParts {
  readonly tokens: Reader;
  readonly replica: Replica;
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly events: Emitter;
}

interface Seen {
  token: VerifiedToken;
  /** The version of the denylist at which the token was last found alive. */
  clearedAt: number;
}

/**
 * The check of a token, in order: spelling, signature and claims (remembered), expiry, freshness of what the
 * node knows, the log the token is bound to, the revocations, its session. In the steady state it asks the
 * store nothing and verifies no signature; a node that joins much data asks until it has been told all. What is
 * remembered is the proof, never the verdict.
 */
export class Check {
  readonly #seen = new Cache<Seen>(CAPACITY);
  readonly #tokens: Reader;
  readonly #replica: Replica;
  readonly #sessions: Sessions;
  readonly #clock: Clock;
  readonly #timers: Timers;
  readonly #events: Emitter;

  constructor({ tokens, replica, sessions, clock, timers, events }: CheckParts) {
    this.#tokens = tokens;
    this.#replica = replica;
    this.#sessions = sessions;
    this.#clock = clock;
    this.#timers = timers;
    this.#events = events;
  }

  /** The token, if it is alive. Throws `TokenInvalid`, `TokenExpired`, `TokenRevoked` or `StoreUnavailable`. */
  async alive(text: string): Promise<VerifiedToken> {
    const keys = this.#tokens.keepKeysCurrent();
    if (keys) await keys;
    let seen = this.#seen.get(text);
    try {
      if (typeof text !== 'string') throw new TokenInvalid('a token is a string');
      if (!seen || this.#clock.now() >= (seen.token.askAgainAt ?? Infinity)) {
        seen = { token: await this.#tokens.read(text), clearedAt: -1 };
        this.#seen.set(text, seen);
      }
      await this.#decide(seen);
      return seen.token;
    } catch (error) {
      this.#refused(error, seen?.token);
      throw error;
    }
  }

  async #decide(seen: Seen): Promise<void> {
    this.#unexpired(seen.token);
    if (this.#replica.isFresh && this.#reached(seen.token) && this.#isKnown(seen)) return;
    await within(this.#timers, LIMIT, this.#findOut(seen), late);
  }

  /** Decides with the help of the store. */
  async #findOut(seen: Seen): Promise<void> {
    const { token } = seen;
    // Each turn ends without waiting, so that the last thing done before the answer is a look at what is known.
    for (let turn = 0; turn < TURNS; turn += 1) {
      if (!this.#replica.isFresh && !this.#replica.isCatchingUp) await this.#replica.refresh();
      if (!this.#replica.isCatchingUp && !this.#reached(token)) await this.#replica.sync();
      if (this.#replica.isCatchingUp) return this.#ask(seen);
      if (!this.#reached(token)) await this.#refuse(token);
      this.#unexpired(token);
      if (this.#isKnown(seen)) return;
      await this.#sessions.meet(seen.token);
    }
    throw new StoreUnavailable('the store contradicts itself about a session');
  }

  /** Whether all of it is known here: that nothing has ended the token, and that its session is open. Throws if it is dead. */
  #isKnown(seen: Seen): boolean {
    this.#place(seen);
    this.#unrevoked(seen);
    return this.#sessions.use(seen.token);
  }

  /** Forgets every proof: the keys have changed. */
  clear(): void {
    this.#seen.clear();
  }

  #refused(error: unknown, token: VerifiedToken | undefined): void {
    if (!(error instanceof CurfewError)) return;
    const at = this.#clock.now();
    this.#events.emit('refused', { code: error.code, ...(token && { session: token.session }), at });
  }

  #unexpired(token: VerifiedToken): void {
    if (this.#clock.now() >= token.expiresAt) throw new TokenExpired('the token expired');
  }

  /** What another issuer signed began in the log where its session was met first. */
  #place(seen: Seen): void {
    if (seen.token.bond) return;
    const began = this.#sessions.beganOf(seen.token.session) ?? seen.token.began;
    if (comparePositions(began, seen.token.began) === 0) return;
    seen.token = { ...seen.token, began };
    seen.clearedAt = -1;
  }

  #unrevoked(seen: Seen): void {
    const { denylist } = this.#replica;
    if (seen.clearedAt === denylist.version) return;
    const fact = denylist.find(seen.token);
    if (fact) throw new TokenRevoked(`the ${fact.kind} was ended`);
    seen.clearedAt = denylist.version;
  }

  /** Decides by what the store says, for as long as this node is being told what it knows. */
  async #ask(seen: Seen): Promise<void> {
    if (!this.#sessions.use(seen.token)) await this.#sessions.meet(seen.token);
    this.#place(seen);
    const { fact, log } = await this.#replica.direct.ask(seen.token);
    this.#unexpired(seen.token);
    if (!this.#reached(seen.token, log)) await this.#refuse(seen.token);
    if (fact) throw new TokenRevoked(`the ${fact.kind} has ended`);
    this.#unrevoked(seen);
    if (!this.#sessions.use(seen.token)) throw new StoreUnavailable('the session is changing');
  }

  /** Whether `log`, as far as it is known, is the token's and has got as far as the token. */
  #reached({ bond, issuedAt }: VerifiedToken, log: Log | undefined = this.#replica.log.reached): boolean {
    if (!log) return false;
    const { incarnation, position } = log;
    if (bond) return incarnation === bond.incarnation && comparePositions(bond.minted, position) <= 0;
    return !isOlder(issuedAt, incarnation);
  }

  /** Refuses a token from another log, or from further along this one than the store says it is. */
  async #refuse({ bond }: VerifiedToken): Promise<never> {
    if (!bond || this.#replica.incarnation !== bond.incarnation) {
      throw new TokenRevoked('the log the token was bound to is lost');
    }
    await this.#replica.witness.show(bond.minted);
    throw new StoreUnavailable('the log has not got as far as the token');
  }
}
