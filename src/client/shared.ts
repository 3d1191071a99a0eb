import { attempt } from './attempt.ts';
import type { SignIn } from './types.ts';

/** A session as its tab knows it, and, without what is only in memory, as all tabs share it. */
export interface Live {
  readonly id: string;
  /** The epoch of all tabs in which it lives. In another it is over: no clocks are compared. */
  readonly under: string;
  /** Names its tokens: another value means others. */
  readonly turn: string;
  readonly ticket?: string | undefined;
  /** When the access token expires, ms since the epoch; undefined when that is not known. */
  readonly expiresAt?: number | undefined;
  /** When it is over at the latest, ms since the epoch. */
  readonly refreshExpiresAt?: number | undefined;
  /** Whether other tabs may enter it: nothing is needed that is in the memory of one alone. */
  readonly open: boolean;
  readonly accessToken?: string | undefined;
  readonly refreshToken?: string | undefined;
}

/** What all tabs share. A tuple, as its kin: the names of members would be a good part of this code's size. */
export type Shared = readonly [
  /** What is kept as `what`. */
  get: (what: string) => string | null | undefined,
  /** Keeps `text` as `what`; without it, takes away what is there. */
  set: (what: string, text?: string) => void,
  /**
   * Runs `task` while no other tab runs one as `what`. Without Web Locks, two that ask at the same moment may both run.
   */
  alone: <T>(what: string, task: () => Promise<T>) => Promise<T>,
  /** The session that this tab is in, if it lives: it is over as soon as what is shared says so. */
  live: () => Live | undefined,
  /** The session that this tab is in, over or not. */
  mine: () => Live | undefined,
  /** The session that lives in any tab; if it is that of this one, with what only this one has. Look first. */
  shared: () => Live | undefined,
  /** Enters the session `id`, or takes what `answer` has new of it; `was` is what was known so far, maybe of another. */
  keep: (answer: SignIn, id: string, was?: Live, turn?: string) => void,
  /** Enters the session of another tab, where that is open. Whether it did. */
  adopt: () => unknown,
  /** Leaves the session, in this tab alone. */
  abandon: () => void,
  /** Ends the session in every tab. */
  revoke: () => void,
];

/** What is shared under `key`; with `local`, the tokens too. */
export function sharedAs(key: string, local: boolean): Shared {
  const memory = new Map<string, string | undefined>();
  let mine: Live | undefined;

  const get = (what: string): string | null | undefined =>
    memory.get(what) ?? attempt(() => localStorage.getItem(key + what));
  // Web Storage may be forbidden or full: what it does not take, this tab remembers alone.
  const set = (what: string, text?: string): void => {
    memory.delete(what);
    attempt(
      () => (text ? localStorage.setItem(key + what, text) : localStorage.removeItem(key + what)),
      () => memory.set(what, text),
    );
  };
  const shared = (): Live | undefined => {
    const record = attempt(() => JSON.parse(get('') as string) as Live | null);
    return record && record.under === get(':epoch') ? { ...mine, ...record } : undefined;
  };

  return [
    get,
    set,
    async (what, task) => {
      let run: ReturnType<typeof task> | undefined;
      try {
        // A tab that is closed lets go. What was written reaches other tabs later than the lock: the next must find it.
        await navigator.locks.request(key + what, () =>
          (run = task()).finally(() => new Promise((next) => setTimeout(next, 90))),
        );
      } catch {
        // There are none; or the task has failed, which `run` knows.
      }
      return run ?? task();
    },
    () => {
      const record = shared();
      return record?.under === mine?.under ? record : undefined;
    },
    () => mine,
    shared,
    (answer, id, was, turn = was?.turn ?? unique()) => {
      const known = was?.id === id ? was : undefined;
      const { ticket, accessToken, refreshToken, expiresAt, refreshExpiresAt } = { ...known, ...answer };
      const under = known?.under ?? unique();
      const record = {
        id,
        under,
        turn,
        ticket,
        // What is dead on arrival says that this clock is wrong.
        expiresAt: (expiresAt as number) > Date.now() ? expiresAt : undefined,
        refreshExpiresAt,
        open: local || !accessToken,
      };
      mine = { ...record, accessToken, refreshToken };
      set('', JSON.stringify(local ? mine : record));
      if (!known) set(':epoch', under);
    },
    () => {
      const record = shared();
      return !mine && record?.open && (mine = record);
    },
    () => (mine = undefined),
    () => {
      set('');
      set(':epoch', unique());
    },
  ];
}

/** A name that nobody else has given. No secret. */
export function unique(): string {
  return String(Math.random());
}
