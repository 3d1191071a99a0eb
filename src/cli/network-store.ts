import { StoreUnavailable } from '../core/errors.ts';
import type { Store } from '../core/store.ts';
import { Failure, UsageError } from './io.ts';

/**
 * Opens a store on a server, and leaves nothing behind on one that is none yet. A URL may hold a password, so only its
 * host is ever repeated. Its parameter `prefix` (Redis) or `schema` (PostgreSQL) is that of the application's store.
 */
export async function openNetworkStore(named: string): Promise<Store> {
  const url = urlOf(named);
  return url.protocol.startsWith('postgres') ? openPostgres(url) : openRedis(url);
}

/** Whether that is the URL of a Redis or a PostgreSQL. */
export function isNetworkStore(named: string): boolean {
  return /^(rediss?|postgres(ql)?):\/\//i.test(named);
}

/** Throws `UsageError`, without what it says. */
export function urlOf(named: string): URL {
  if (URL.canParse(named)) return new URL(named);
  throw new UsageError('that is no URL: percent-encode what is special in the password');
}

async function openRedis(url: URL): Promise<Store> {
  const { redis } = await import('../stores/redis/index.ts');
  const prefix = taken(url, 'prefix');
  const store = redis(url.href, prefix === undefined ? {} : { prefix });
  try {
    await store.attach();
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    if (error.doubt?.reason === 'it is empty') throw none(url);
    throw new Failure(`cannot use the Redis at ${url.host}: ${error.message}`);
  } finally {
    await store.close();
  }
  return store;
}

async function openPostgres(url: URL): Promise<Store> {
  const schema = taken(url, 'schema') ?? 'curfew';
  const pg = await import('pg').catch(() => undefined);
  if (!pg) throw new Failure('the command line needs the driver of PostgreSQL: npm install pg');
  const client = new pg.default.Client({ connectionString: url.href, connectionTimeoutMillis: 3_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query('SELECT 1 FROM pg_tables WHERE schemaname = $1 AND tablename = $2', [
      schema,
      'head',
    ]);
    if (rows.length === 0) throw none(url);
  } catch (error) {
    if (error instanceof Failure) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new Failure(`cannot use the PostgreSQL at ${url.host}: ${reason}`);
  } finally {
    await client.end().catch(() => undefined);
  }
  const { postgres } = await import('../stores/postgres/index.ts');
  return postgres(url.href, { schema, listen: false });
}

/** A parameter that is Curfew's own, taken out of the URL. */
export function taken(url: URL, name: string): string | undefined {
  const value = url.searchParams.get(name) ?? undefined;
  url.searchParams.delete(name);
  return value;
}

function none(url: URL): Failure {
  return new Failure(`there is no store at ${url.host}: the application makes it when it first starts`);
}
