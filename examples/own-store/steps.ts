import {
  comparePositions,
  CurfewError,
  parseCursor,
  StoreUnavailable,
  type Cursor,
  type Doubt,
  type Position,
} from 'curfew';
import type { Step } from './decisions.ts';
import { JournalFile } from './journal-file.ts';
import { Leases } from './leases.ts';
import { Lock } from './lock.ts';
import { News } from './news.ts';
import { copyOf, State, type Change } from './state.ts';

const journals = new Map<string, Steps>();

/** What all handles of this process on the journal at `path` share. */
export function stepsOn(path: string): Steps {
  const steps = journals.get(path) ?? new Steps(path);
  journals.set(path, steps);
  return steps;
}

/** Takes the steps on one journal, one after the other: nothing happens between what a step sees and what it writes. */
export class Steps {
  readonly leases: Leases = new Leases();
  readonly news: News = new News();
  readonly #path: string;
  readonly #file: JournalFile;
  #lock: Lock | undefined;
  #state: State = State.begin();
  #users = 0;
  /** A write failed: what the file holds now is not known, and what was acknowledged is in `#state`. */
  #isDamaged = false;
  #last: Promise<unknown> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
    this.#file = new JournalFile(path);
  }

  /** Locks and reads the journal, if nobody here has. Throws `ConfigError` when another process uses it. */
  join(): Promise<void> {
    return this.#inTurn(async () => {
      this.#lock ??= new Lock(this.#path);
      try {
        if (this.#users === 0) this.#state = await this.#file.load();
        this.#users += 1;
      } catch (error) {
        this.#release();
        throw error;
      }
    });
  }

  leave(): Promise<void> {
    return this.#inTurn(async () => {
      this.#users -= 1;
      this.news.tell();
      if (this.#users > 0) return;
      await this.#file.close();
      this.#release();
    });
  }

  /** A step on a journal that is to be believed, for somebody who has seen the place `seen` of its log. */
  take<T>(work: (state: State) => Step<T>, seen?: Cursor): Promise<T> {
    return this.#inTurn(async () => {
      await this.#look();
      await this.#believe(seen);
      const { answer, line } = work(this.#state);
      if (line && line.length > 0) await this.#write(line);
      return answer;
    });
  }

  /** Ends that doubt by what `how` makes of the journal. Does nothing when it is not, or no longer, in that doubt. */
  settle(doubt: string, how: (state: State) => State): Promise<void> {
    return this.#inTurn(async () => {
      await this.#look();
      if (this.#state.doubt?.id !== doubt) return;
      const next = how(this.#state);
      await this.#orDamaged(this.#file.rewrite(next));
      this.#state = next;
      this.news.tell();
    });
  }

  /** The file as it must be before anything is read from it or written to it. */
  async #look(): Promise<void> {
    if (this.#isDamaged) {
      await this.#file.rewrite(this.#state);
      this.#isDamaged = false;
    }
    if (!(await this.#file.isAsWeLeftIt())) {
      this.#state = await this.#file.load('the file was replaced, changed or removed');
    }
  }

  async #believe(seen: Cursor | undefined): Promise<void> {
    const beyond = this.#beyond(seen);
    const known = this.#state.doubt;
    if (beyond && (!known?.beyond || comparePositions(beyond, known.beyond) > 0)) {
      const { id, reason } = known ?? { id: crypto.randomUUID(), reason: 'its log is shorter than it was' };
      await this.#write([{ doubt: { id, reason, beyond } }]);
    }
    const { doubt } = this.#state;
    if (doubt) throw new StoreUnavailable(`the journal is in doubt: ${doubt.reason}`, { doubt: aged(doubt) });
  }

  /** `seen`, if the log it belongs to is ours and has not got there. */
  #beyond(seen: Cursor | undefined): Position | undefined {
    const place = parseCursor(seen);
    if (place?.incarnation !== this.#state.head.incarnation) return undefined;
    return comparePositions(place.position, this.#state.position) > 0 ? place.position : undefined;
  }

  /** On the disk first, then in memory: nobody is told what a crash could take back. */
  async #write(line: readonly Change[]): Promise<void> {
    if (this.#file.lines > 1_000 + 2 * this.#state.size) {
      await this.#orDamaged(this.#file.rewrite(this.#state));
    }
    await this.#orDamaged(this.#file.append(line));
    // Not what the caller holds, but what a replay will find.
    for (const change of copyOf(line)) this.#state.apply(change);
    this.news.tell();
  }

  async #orDamaged(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.#isDamaged = true;
      throw error;
    }
  }

  /** Runs `work` when all before it is done. Whatever the disk says becomes `StoreUnavailable`. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work).catch((cause: unknown) => {
      throw cause instanceof CurfewError
        ? cause
        : new StoreUnavailable(`the journal ${this.#path} cannot be used`, { cause });
    });
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  #release(): void {
    this.#lock?.release();
    this.#lock = undefined;
    this.#isDamaged = false;
  }
}

/** How long it has been in doubt is not known. */
function aged(doubt: Omit<Doubt, 'age'>): Doubt {
  return { ...doubt, age: 0 };
}
