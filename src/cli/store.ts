import { statSync } from 'node:fs';
import { StoreUnavailable } from '../core/errors.ts';
import { STORE_DEADLINE } from '../core/limits.ts';
import type { StoredSession } from '../core/session.ts';
import type { Store } from '../core/store.ts';
import { systemTimers, within } from '../core/timers.ts';
import { Failure, UsageError, type Io } from './io.ts';
import { isNetworkStore, openNetworkStore } from './network-store.ts';

/** How long to wait for a file that another process has locked, ms. */
const PATIENCE = 2_000;

/**
 * Opens the store that `--store` names, or else CURFEW_STORE: a SQLite file, or the URL of a Redis or a PostgreSQL. It must be a Curfew store already,
 * so that a wrong path makes no file and leaves no tables in somebody else's database.
 */
export async function openStore(given: string | undefined, env: Io['env']): Promise<Store> {
  const named = nameOf(given, env);
  if (isNetworkStore(named)) return openNetworkStore(named);
  const path = fileOf(named);
  // Imported only here: a driver is loaded by those who use it.
  const { DatabaseSync } = await import('node:sqlite');
  let isStore: boolean;
  try {
    const database = new DatabaseSync(path, { readOnly: true, timeout: PATIENCE });
    try {
      isStore =
        database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'curfew_head'").get() !== undefined;
    } finally {
      database.close();
    }
  } catch (error) {
    throw new Failure(
      `cannot use ${path} as a store: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  if (!isStore) throw new Failure(`${path} is no Curfew store: it has no table curfew_head`);
  const { sqlite } = await import('../stores/sqlite/index.ts');
  return sqlite(path);
}

/** What `--store` says, or else CURFEW_STORE. Throws `UsageError` where neither does. */
export function nameOf(given: string | undefined, env: Io['env']): string {
  const named = given ?? env['CURFEW_STORE'];
  if (named !== undefined && named !== '') return named;
  throw new UsageError('which store? Give --store app.db, or set CURFEW_STORE');
}

/** The path of the file that `app.db` or `sqlite:app.db` names. Throws `Failure` where there is none. */
export function fileOf(named: string): string {
  const path = pathOf(named);
  if (isFile(path)) return path;
  throw new Failure(`there is no store at ${path}: the application makes it when it first starts`);
}

/** The sessions, of a subject or of everybody, that have neither ended nor passed their absolute limit at `now`. */
export async function openSessions(store: Store, now: number, subject?: string): Promise<StoredSession[]> {
  return (await answered(store.sessions(subject))).filter((session) => now < session.expiresAt);
}

/** What the store answers, or `StoreUnavailable` when it takes too long. */
export function answered<T>(work: Promise<T>): Promise<T> {
  return within(
    systemTimers,
    STORE_DEADLINE,
    work,
    () => new StoreUnavailable('the store did not answer in time'),
  );
}

/** The path of `app.db` or `sqlite:app.db`. A URL may hold a password, so only its scheme is ever repeated. */
function pathOf(named: string): string {
  const [, scheme, path = ''] = /^([a-z][\w+.-]+):(.*)$/is.exec(named) ?? [];
  if (scheme === undefined) return named;
  if (scheme.toLowerCase() !== 'sqlite') {
    throw new UsageError(
      `${scheme}: is no store this version knows; give app.db, sqlite:app.db, redis://… or postgres://…`,
    );
  }
  if (path === '') throw new UsageError('sqlite: needs a path, such as sqlite:app.db');
  return path;
}

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  } catch {
    return false;
  }
}
