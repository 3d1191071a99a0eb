import { note } from './log.ts';

/** What the client keeps, by the key. */
const RECORD = 'curfew:demo';
const EPOCH = 'curfew:demo:epoch';
export const OUTBOX = 'curfew:demo:outbox';
const PERSISTED = /^persist:/;

/** What a key of `localStorage` is for. */
export function purposeOf(key: string): string {
  if (key === RECORD) return 'the session: its name, its ticket, its end. No token.';
  if (key === EPOCH) return 'the tombstone: when it changes, every tab is out.';
  if (key === OUTBOX) return 'logouts to be delivered: tickets that can only log out. No token.';
  if (PERSISTED.test(key)) return 'what redux-persist keeps, stamped with the session that may read it.';
  if (key === 'theme') return 'light or dark. It is nobody’s secret, and stays.';
  return 'something else.';
}

/** How many logouts an outbox holds. */
export function entriesIn(outbox: string | null): number {
  const entries: unknown = JSON.parse(outbox ?? '[]');
  return Array.isArray(entries) ? entries.length : 0;
}

export function noteWritten(key: string, value: string, before: string | null): void {
  if (key === EPOCH && localStorage.getItem(RECORD) === null)
    note('tombstone', 'whatever was signed in before is over, in every tab');
  if (key === RECORD) note('session', before === null ? 'begins: its name and a ticket are kept' : 'goes on');
  if (key === OUTBOX) noteOutbox(entriesIn(value), entriesIn(before));
}

export function noteRemoved(key: string): void {
  if (key === RECORD) note('tombstone', 'the session is gone from the storage');
  if (key === OUTBOX) note('outbox', 'empty: everything is delivered');
  if (PERSISTED.test(key)) note('purge', `${key} removed`);
}

export function noteRead(key: string | null, value: string | null): void {
  if (key === EPOCH && value !== null) note('tabs', 'another tab has signed out');
  if (key === OUTBOX && entriesIn(value) === 0) note('tabs', 'another tab has delivered the outbox');
}

function noteOutbox(now: number, before: number): void {
  if (now > before) note('outbox', 'holds a ticket, in case the server does not hear of it');
  else if (now < before) note('outbox', now === 0 ? 'empty: everything is delivered' : `${now} left`);
}
