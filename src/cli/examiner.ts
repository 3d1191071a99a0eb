import { resolve } from 'node:path';
import { ConfigError } from '../core/errors.ts';
import type { Examiner } from '../core/finding.ts';
import { systemTimers, within } from '../core/timers.ts';
import { Failure, UsageError, type Io } from './io.ts';
import { isNetworkStore, taken, urlOf } from './network-store.ts';
import { fileOf, nameOf } from './store.ts';

/** How long the store has to answer all that is asked of it, ms. */
const LIMIT = 6_000;

/** Where a store is, without a password, and what becomes of an error there. */
interface Place {
  readonly place: string;
  /** What `work` comes to. Rejects with `Failure`, in one line, also when it takes too long. */
  reached<T>(work: Promise<T>): Promise<T>;
}

/** An examiner of the store that `--store` names, or else CURFEW_STORE; it need not be one, but it must be reachable. */
export async function openExaminer(
  given: string | undefined,
  env: Io['env'],
): Promise<{ examiner: Examiner; at: Place }> {
  const named = nameOf(given, env);
  if (!isNetworkStore(named)) {
    const path = resolve(fileOf(named));
    const { examineSqlite } = await import('../stores/sqlite/examine.ts');
    return { examiner: examineSqlite(path), at: placeOf(path, path) };
  }
  const url = urlOf(named);
  const isPostgres = url.protocol.startsWith('postgres');
  const at = placeOf(url.host, `the ${isPostgres ? 'PostgreSQL' : 'Redis'} at ${url.host}`);
  return { examiner: await at.reached(isPostgres ? postgresOf(url) : redisOf(url)), at };
}

async function redisOf(url: URL): Promise<Examiner> {
  const { settingsOf } = await import('../stores/redis/options.ts');
  const { examineRedis } = await import('../stores/redis/examine.ts');
  const prefix = taken(url, 'prefix');
  return examineRedis(settingsOf(url.href, prefix === undefined ? {} : { prefix }));
}

async function postgresOf(url: URL): Promise<Examiner> {
  const { settingsOf } = await import('../stores/postgres/options.ts');
  const { examinePostgres } = await import('../stores/postgres/examine.ts');
  const schema = taken(url, 'schema');
  return examinePostgres(settingsOf(url.href, { listen: false, ...(schema !== undefined && { schema }) }));
}

function placeOf(place: string, named: string): Place {
  return {
    place,
    async reached(work) {
      const late = (): Failure => new Failure(`cannot examine ${named}: it did not answer in time`);
      try {
        return await within(systemTimers, LIMIT, work, late);
      } catch (error) {
        if ([Failure, UsageError, ConfigError].some((known) => error instanceof known)) throw error;
        throw new Failure(`cannot examine ${named}: ${reasonOf(error)}`);
      }
    },
  };
}

/** An attempt at several addresses fails with an error for each, and no words of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  const message = error instanceof Error ? error.message.replace(/^\w+ could not do it: /, '') : '';
  return message === '' ? 'nobody answers there' : message;
}
