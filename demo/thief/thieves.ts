import type { ThiefState } from './state.ts';
import { Thief, type Loot } from './thief.ts';

/** More than so many at once, and the oldest gives up. */
const MOST = 16;
/** How long a thief goes on that nobody looks at, ms. */
const UNSEEN = 5 * 60 * 1_000;

interface Known {
  readonly thief: Thief;
  unseen: NodeJS.Timeout | undefined;
}

/** The thieves, by the session that they have got into. */
export class Thieves {
  readonly #line: string;
  readonly #known = new Map<string, Known>();
  readonly #watchers = new Map<string, Set<() => void>>();

  /** They use the server at `line`, until `closing` aborts. */
  constructor(line: string, closing: AbortSignal) {
    this.#line = line;
    closing.addEventListener('abort', () => {
      for (const session of this.#known.keys()) this.#drop(session);
    });
  }

  /** Hands a thief its copy. A session has one: who has got in already goes on with what it has. */
  send(loot: Loot): void {
    const { session } = loot;
    if (this.#known.has(session)) return;
    const [oldest] = this.#known.keys();
    if (oldest !== undefined && this.#known.size >= MOST) this.#drop(oldest);
    const thief = new Thief(this.#line, loot, () => this.#tell(session));
    this.#known.set(session, { thief, unseen: undefined });
    this.#seen(session);
    this.#tell(session);
  }

  of(session: string): ThiefState | undefined {
    return this.#known.get(session)?.thief.state;
  }

  /** Calls `watcher` whenever there is news of the thief in `session`; the answer stops it. */
  watch(session: string, watcher: () => void): () => void {
    const watchers = this.#watchers.get(session) ?? new Set();
    this.#watchers.set(session, watchers.add(watcher));
    this.#seen(session);
    return () => {
      watchers.delete(watcher);
      if (watchers.size === 0) this.#watchers.delete(session);
      this.#seen(session);
    };
  }

  /** Somebody looks, or has stopped looking. */
  #seen(session: string): void {
    const known = this.#known.get(session);
    if (!known) return;
    clearTimeout(known.unseen);
    known.unseen = this.#watchers.has(session) ? undefined : setTimeout(() => this.#drop(session), UNSEEN);
  }

  #drop(session: string): void {
    const known = this.#known.get(session);
    clearTimeout(known?.unseen);
    known?.thief.stop();
    this.#known.delete(session);
    this.#tell(session);
  }

  #tell(session: string): void {
    for (const watcher of this.#watchers.get(session) ?? []) watcher();
  }
}
