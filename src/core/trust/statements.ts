import type { Clock } from '../clock.ts';
import { CurfewError } from '../errors.ts';
import type { Emitter } from '../events.ts';
import { LONGEST_LIFETIME, PAD } from '../limits.ts';
import { UNPLACED } from '../position.ts';
import type { Settings } from '../options.ts';
import type { Receipt, Recorder } from '../recorder.ts';
import { endedBy, type Revocation } from '../revocation.ts';
import type { Store } from '../store.ts';
import { factOf, type Target } from '../target.ts';
import { sleep, type Timers } from '../timers.ts';
import type { ForeignTokens } from './foreign-tokens.ts';
import { sessionName, statementName } from './identity.ts';
import { checkLogoutToken, logoutKind, logoutTarget, type LogoutRules } from './logout-token.ts';
import { checkAge, endsSessions, eventKind, eventOf, type EventRules } from './security-event.ts';
import { refused, statementOf, type Statement } from './statement.ts';
import { Subjects } from './subjects.ts';

/** How long a logout that could not be recorded is tried again, and how often, ms: its provider may never repeat it. */
const PERSISTENCE = 600_000;
const PAUSE = 1_000;
/** How many such there may be at once. */
const MOST_UNFINISHED = 1_000;

interface StatementsParts {
  readonly settings: Settings;
  readonly store: Store;
  readonly recorder: Recorder;
  readonly foreign: readonly ForeignTokens[];
  readonly events: Emitter;
  readonly timers: Timers;
}

/** Carries out what trusted issuers state: that somebody logged out there, or was signed out. */
export class Statements {
  readonly #parts: StatementsParts;
  readonly #clock: Clock;
  readonly #closed = new AbortController();
  /** By the name under which each is remembered: a provider that repeats itself has said one thing. */
  readonly #unfinished = new Set<string>();

  constructor(parts: StatementsParts) {
    this.#parts = parts;
    this.#clock = parts.settings.clock;
  }

  /**
   * Ends what a logout token names, once; resolves when it is dead everywhere. Throws `StatementRefused`, and
   * `StoreUnavailable` when it is not recorded yet: then this node goes on trying.
   */
  async logout(text: string, rules: LogoutRules): Promise<Receipt> {
    const statement = await statementOf(text, logoutKind(rules), this.#parts.foreign, this.#clock);
    const until = checkLogoutToken(statement, rules, this.#clock);
    const target = await logoutTarget(statement, rules);
    const fact = this.#fact(target, 'back-channel logout', statement.issuer);
    const marker = await this.#marker(statement, until + 2 * PAD);
    try {
      if (await this.#isKnown(marker)) throw refused('it was received before');
      if (await this.#isAnothers(statement)) throw refused('its sid is of a session of another sub');
      return await this.#record([fact], marker);
    } catch (error) {
      if (error instanceof CurfewError && error.status === 503) this.#goOn(fact, marker);
      throw error;
    }
  }

  /**
   * Ends what a security event asks for, once; one that was received before ends nothing and is no error (RFC 8935, 2.2).
   * Throws `StatementRefused` and `StoreUnavailable`.
   */
  async event(text: string, rules: EventRules): Promise<Receipt> {
    const { foreign, store, settings, recorder } = this.#parts;
    const statement = await statementOf(text, eventKind(rules), foreign, this.#clock);
    const event = eventOf(statement);
    const memory = Math.max(settings.absolute, LONGEST_LIFETIME);
    checkAge(event, memory, this.#clock);
    const marker = await this.#marker(statement, statement.issuedAt + memory + 2 * PAD);
    if ((await this.#isKnown(marker)) || !(await endsSessions(event, rules))) return recorder.record([]);
    const targets = await new Subjects(store, event.issuer, rules).targets(event.subject);
    const reason = event.type.split('/').at(-1) ?? event.type;
    return this.#record(
      targets.map((target) => this.#fact(target, reason.slice(0, 255), event.issuer)),
      marker,
    );
  }

  /** Gives up what is unfinished. */
  close(): void {
    this.#closed.abort();
  }

  #fact(target: Target, reason: string, by: string): Revocation {
    try {
      return factOf(target, { reason, by }, this.#parts.settings);
    } catch (error) {
      throw error instanceof TypeError ? refused('what it ends cannot be named') : error;
    }
  }

  /** Remembers that a statement was carried out, in the log, so that every node knows. */
  async #marker({ issuer, id }: Statement, expiresAt: number): Promise<Revocation> {
    const at = this.#clock.now();
    const name = await statementName(issuer, id);
    return { kind: 'token', id: name, issuer, at, expiresAt, reason: 'received', by: issuer };
  }

  async #isKnown(marker: Revocation): Promise<boolean> {
    const fact = await this.#parts.store.find({ ...endedBy(marker), began: UNPLACED });
    return fact?.kind === 'token';
  }

  /** Whether a node has met the session that a statement names, as that of somebody else (2.6, 11). */
  async #isAnothers({ issuer, claims: { sid, sub } }: Statement): Promise<boolean> {
    if (typeof sid !== 'string' || typeof sub !== 'string') return false;
    const stored = await this.#parts.store.session(await sessionName(issuer, { sid }));
    return stored !== undefined && stored.subject !== sub;
  }

  /** In one step with the memory of it. The receipt tells only what ended. */
  async #record(facts: readonly Revocation[], marker: Revocation): Promise<Receipt> {
    const receipt = await this.#parts.recorder.record([...facts, marker]);
    return { ...receipt, revoked: facts.map(({ kind, id }) => ({ kind, id })) };
  }

  /** Goes on trying what was proved and could not be recorded. */
  #goOn(fact: Revocation, marker: Revocation): void {
    const { id, issuer } = marker;
    const unfinished = this.#unfinished;
    if (unfinished.size >= MOST_UNFINISHED || unfinished.has(id) || this.#closed.signal.aborted) return;
    const at = this.#clock.now();
    const until = at + PERSISTENCE;
    unfinished.add(id);
    this.#parts.events.emit('unfinished', { issuer, at, until });
    void this.#persist(fact, marker, until).finally(() => unfinished.delete(id));
  }

  async #persist(fact: Revocation, marker: Revocation, until: number): Promise<void> {
    const { timers, recorder } = this.#parts;
    const { signal } = this.#closed;
    while (this.#clock.now() < until) {
      await sleep(timers, PAUSE, { signal, background: true });
      if (signal.aborted) return;
      try {
        // Recorded since, here or by another node: a second time would end whoever has signed in again.
        if (!(await this.#isKnown(marker))) await recorder.record([fact, marker]);
        return;
      } catch (error) {
        if (!(error instanceof CurfewError && error.status === 503)) return;
      }
    }
  }
}
