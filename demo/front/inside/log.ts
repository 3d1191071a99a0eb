/** One thing that the page has seen happen. */
export interface Entry {
  /** ms since the epoch, with fractions. */
  readonly at: number;
  /** A word that says what kind of thing it is. */
  readonly what: string;
  readonly text: string;
}

/** In `sessionStorage`, so that the page after the logout can show what happened before it. No secret is in it. */
const KEY = 'demo:log';
/** The latest ones are kept. */
const LENGTH = 60;

let entries: readonly Entry[] = JSON.parse(sessionStorage.getItem(KEY) ?? '[]') as Entry[];
const listeners = new Set<() => void>();

/** Notes what happens now. */
export function note(what: string, text: string): void {
  keep([...entries, { at: now(), what, text }]);
}

/** Begins anew, with what somebody did: the others are timed from there. */
export function noteClick(text: string): void {
  keep([{ at: now(), what: 'click', text }]);
}

export function logged(): readonly Entry[] {
  return entries;
}

/** Calls `listener` after each entry; the answer stops it. */
export function onEntry(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function keep(next: readonly Entry[]): void {
  entries = next.slice(-LENGTH);
  sessionStorage.setItem(KEY, JSON.stringify(entries));
  for (const listener of listeners) listener();
}

function now(): number {
  return performance.timeOrigin + performance.now();
}
