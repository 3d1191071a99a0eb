import { StoreUnavailable, type CurfewError } from '../../core/errors.ts';

const BUSY = 5;
const LOCKED = 6;

/** Whether somebody else holds the lock. */
export function isBusy(error: unknown): boolean {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
  return code === BUSY || code === LOCKED;
}

/** What a call rejects with. Never with the error beneath as its cause: a trigger, or what cannot be parsed, may have put a secret in its message. */
export function unavailable(error: unknown): CurfewError {
  if (error instanceof StoreUnavailable) return error;
  return new StoreUnavailable(`SQLite could not do it: ${reasonOf(error)}`);
}

/** SQLite's own words for what went wrong: `database is locked`, `database or disk is full` … */
export function reasonOf(error: unknown): string {
  if (error instanceof Error && 'errstr' in error) return String(error.errstr);
  if (error instanceof SyntaxError) return 'what is stored is no JSON';
  return error instanceof Error ? error.message : String(error);
}
