import { elapsed, mark, type Clock, type Mark } from './clock.ts';
import { Denylist } from './denylist/denylist.ts';
import { StoreUnavailable } from './errors.ts';
import { isEarlier } from './incarnation.ts';
import { comparePositions, formatCursor, parseCursor, type Cursor, type Position } from './position.ts';
import type { Recovery } from './recovery.ts';
import type { Reminder } from './reminder.ts';
import type { LoggedRevocation } from './revocation.ts';
import type { StoredSession } from './session.ts';
import type { Attached, Changes } from './store.ts';

/** The rest of the node follows what happens to the log. */
export interface LogListener {
  /** A fact that was news, from this node or another. */
  learned(fact: LoggedRevocation): void;
  /** The log now followed is another one: nothing that was bound to the old one is alive. */
  changedLog(incarnation: string): void;
  /** Another incarnation began in the place of the one that was followed. */
  amnesia(incarnation: string, reason: string): void;
  /** Nodes put back what the store had lost. */
  restored(incarnation: string, reason: string): void;
  /**
   * The sessions this node knows, for a store that may have lost them. From now on it knows none: what is not
   * brought back in time is over, and only the store can say of which that is true.
   */
  giveUp(): readonly StoredSession[];
}

export interface Log {
  readonly incarnation: string;
  readonly position: Position;
}

interface FollowedLogParts {
  readonly attached: Attached;
  readonly clock: Clock;
  readonly listener: LogListener;
  readonly recovery: Recovery;
  readonly reminder: Reminder;
}

/** The log that a node follows, how far it has got in it, and what it has learned from it. */
export class FollowedLog {
  readonly denylist: Denylist = new Denylist();
  readonly #clock: Clock;
  readonly #listener: LogListener;
  readonly #recovery: Recovery;
  readonly #reminder: Reminder;
  #log: Log | undefined;
  /** When the poll was sent that brought the log now followed; older answers tell of another one. */
  #since: Mark | undefined;
  /** The generation of the log now followed, when this node met it, and how old it was then, ms. */
  #met: { incarnation: string; generation: number; at: Mark; age: number };
  /** The incarnations that it has followed and that are over. */
  readonly #left = new Set<string>();
  #expectsAnother = false;
  /** What that generation has told so far, until it has told all. */
  #told: Denylist | undefined;

  constructor({ attached, clock, listener, recovery, reminder }: FollowedLogParts) {
    this.#clock = clock;
    this.#listener = listener;
    this.#recovery = recovery;
    this.#reminder = reminder;
    this.#met = { ...attached, at: mark(clock) };
  }

  /** How far the node has got; undefined before its first poll. */
  get reached(): Log | undefined {
    return this.#log;
  }

  get cursor(): Cursor | undefined {
    return this.#log && formatCursor(this.#log.incarnation, this.#log.position);
  }

  /**
   * Whether an answer to what was asked at `sent` is from a log that was given up before: one that this node has followed,
   * or one that began earlier than the log it follows. The latter goes by clocks: once the store has been told of it,
   * the log that it goes on with is followed whatever its name.
   */
  hasGoneBack(answer: Changes, sent: Mark): boolean {
    const { incarnation = '' } = parseCursor(answer.cursor) ?? {};
    const followed = this.#log?.incarnation;
    if (this.#isLate(sent) || followed === undefined || incarnation === followed) return false;
    if (this.#left.has(incarnation)) return true;
    return !this.#expectsAnother && isEarlier(incarnation, followed, this.#clock.now());
  }

  /** The store knows that it has gone back to a log that was given up: it will go on with another one. */
  expectAnother(): void {
    this.#expectsAnother = true;
  }

  /**
   * How long ago the generation began to which `cursor` belongs, as far as this node can tell, ms: a node that has been
   * silent for as long may still answer from memory, and hold no lease in it.
   */
  ageOf(cursor: Cursor): number {
    const log = parseCursor(cursor);
    const { incarnation, generation, at, age } = this.#met;
    if (log?.incarnation !== incarnation || log.position.generation !== generation) return 0;
    return age + elapsed(this.#clock, at);
  }

  /** Applies revocations, from the log or of this node's own. */
  learn(facts: readonly LoggedRevocation[]): void {
    for (const fact of facts) if (this.denylist.add(fact)) this.#listener.learned(fact);
  }

  /** Takes in what a poll has brought that was sent at `sent`. Answers whether that is all there was to know then. */
  apply(answer: Changes, sent: Mark): boolean {
    if (this.#isLate(sent)) return false;
    const log = parseCursor(answer.cursor);
    if (!log) throw new StoreUnavailable('the store answered with no readable cursor');
    const before = this.#log;
    if (before?.incarnation !== log.incarnation) {
      this.#change(log, sent);
      this.learn(answer.revocations);
      return !answer.more;
    }
    const grown = log.position.generation - before.position.generation;
    if (grown < 0) throw new StoreUnavailable('the store answered from an earlier generation of its log');
    if (grown > 0) this.#goOn(log, sent);
    this.learn(answer.revocations);
    if (comparePositions(log.position, before.position) > 0) this.#log = log;
    this.#compare(answer);
    return !answer.more;
  }

  /** Begins to follow another log, in which nothing of the one before is alive. */
  #change(log: Log, sent: Mark): void {
    const before = this.#log;
    const { incarnation, generation } = this.#met;
    const isAsMet = incarnation === log.incarnation && generation === log.position.generation;
    if (before) {
      this.denylist.dropCutoffs();
      this.#left.add(before.incarnation);
    }
    this.#told = undefined;
    this.#expectsAnother = false;
    this.#reminder.forget();
    this.#log = log;
    this.#meet(log, sent);
    const reason = this.#recovery.takeReason() ?? 'the store begins another life';
    if (before) this.#listener.amnesia(log.incarnation, reason);
    // The first answer of the log that was joined changes nothing.
    if (before || !isAsMet) this.#listener.changedLog(log.incarnation);
  }

  /** Begins to follow the next generation of the log, which may lack something that this node knows. */
  #goOn(log: Log, sent: Mark): void {
    this.#meet(log, sent);
    this.#told = new Denylist();
    this.#reminder.owe([], this.#listener.giveUp());
    const reason = this.#recovery.takeReason() ?? 'another node put it back';
    this.#listener.restored(log.incarnation, reason);
  }

  /** Once a generation has told all it has, brings back what it lacks. */
  #compare({ revocations, more }: Changes): void {
    if (!this.#told) return;
    for (const fact of revocations) this.#told.add(fact);
    if (more) return;
    this.#reminder.owe(this.denylist.missingFrom(this.#told));
    this.#told = undefined;
  }

  /** Whether the log has changed since that was sent. */
  #isLate(sent: Mark): boolean {
    return this.#since !== undefined && sent.monotonic < this.#since.monotonic;
  }

  #meet({ incarnation, position: { generation } }: Log, sent: Mark): void {
    this.#since = sent;
    if (this.#met.incarnation === incarnation && this.#met.generation === generation) return;
    this.#met = { incarnation, generation, at: mark(this.#clock), age: 0 };
  }
}
