import { ConfigError } from '../../core/errors.ts';
import { warn } from '../shared/warning.ts';
import type { Driver } from './connection.ts';
import { PgDriver, type PgPool } from './driver-pg.ts';
import { PostgresDriver, type PostgresSql } from './driver-postgres.ts';

export interface PostgresOptions {
  /** The schema that holds Curfew's tables; default `curfew`. It is created where it is missing. */
  readonly schema?: string;
  /**
   * Whether to LISTEN for news on a connection of its own; default true. Without, who waits for news looks every 50 ms.
   * Give false behind a pooler in transaction mode, such as PgBouncer.
   */
  readonly listen?: boolean;
}

/** A URL, a `Pool` of `pg`, or the `sql` of `postgres`. */
export type PostgresConnection = string | PgPool | PostgresSql;

export interface Settings {
  readonly schema: string;
  readonly listen: boolean;
  /** Rejects with `ConfigError` when no driver is installed. */
  readonly open: () => Promise<Driver>;
}

const KNOWN: readonly string[] = ['schema', 'listen'] satisfies (keyof PostgresOptions)[];
/** Short enough for everything that is named after it. */
const SCHEMA = /^(?!pg_)[a-z_][a-z0-9_]{0,62}$/;

/** What was asked for. Throws `ConfigError` for what is wrong with it. */
export function settingsOf(connection: unknown, options: unknown): Settings {
  if (typeof options !== 'object' || options === null) {
    throw new ConfigError("the options of postgres() must be an object: postgres(url, { schema: 'curfew' })");
  }
  const given: Partial<Record<keyof PostgresOptions, unknown>> = options;
  const stranger = Object.keys(given).find((name) => !KNOWN.includes(name));
  if (stranger !== undefined) {
    throw new ConfigError(`postgres() knows no option ${stranger}; it knows ${KNOWN.join(' and ')}`);
  }
  const { schema = 'curfew', listen = true } = given;
  if (typeof schema !== 'string' || !SCHEMA.test(schema)) {
    throw new ConfigError(
      'schema must be a name of up to 63 lower-case letters, digits and underscores that does not begin with a ' +
        'digit or with pg_',
    );
  }
  if (typeof listen !== 'boolean') throw new ConfigError('listen must be true or false');
  return { schema, listen, open: openerOf(connection, listen) };
}

function openerOf(connection: unknown, listen: boolean): () => Promise<Driver> {
  if (typeof connection === 'string') {
    // Several hosts make a URL that only `postgres` can read.
    if (!/^postgres(ql)?:\/\//.test(connection) || !(URL.canParse(connection) || connection.includes(','))) {
      throw new ConfigError(
        'the URL must begin with postgres:// and be one: percent-encode what is special in the password',
      );
    }
    return () => fromUrl(connection, listen);
  }
  if (isSql(connection)) return () => fromSql(connection);
  if (isPool(connection)) {
    if (listen && connection.options?.max === 1) {
      throw new ConfigError(
        'one connection of the pool listens: give it max: 2 or more, or say listen: false',
      );
    }
    return async () => {
      if (connection.options !== undefined && !connection.options.connectionTimeoutMillis) {
        warn(
          'CURFEW_PG_POOL',
          'the pool has no connectionTimeoutMillis: attempts to connect that nobody answers may fill it up for ever',
        );
      }
      return new PgDriver(connection, false);
    };
  }
  throw new ConfigError(
    'postgres() needs a URL, a Pool of pg (a Client will not do), or the sql of postgres: ' +
      "postgres('postgres://user@host/database')",
  );
}

async function fromUrl(url: string, listen: boolean): Promise<Driver> {
  const pg =
    url.split('/')[2]?.includes(',') === true ? undefined : await import('pg').catch(() => undefined);
  if (pg) {
    const pool = new pg.default.Pool({
      connectionString: url,
      fallback_application_name: 'curfew',
      max: 6,
      connectionTimeoutMillis: 2_000,
      idleTimeoutMillis: 30_000,
      allowExitOnIdle: true,
      keepAlive: true,
    });
    return new PgDriver(pool, true);
  }
  const make = await makerOf();
  const { options } = make(url, { connection: { application_name: 'curfew' }, prepare: listen });
  return new PostgresDriver(make, options);
}

async function fromSql(sql: PostgresSql): Promise<Driver> {
  return new PostgresDriver(await makerOf(), sql.options);
}

type Maker = ConstructorParameters<typeof PostgresDriver>[0] &
  ((url: string, options: object) => PostgresSql);

async function makerOf(): Promise<Maker> {
  const module = await import('postgres').catch(() => undefined);
  if (module) return module.default;
  throw new ConfigError('postgres() needs a driver: npm install pg (or postgres)');
}

function isSql(connection: unknown): connection is PostgresSql {
  return typeof connection === 'function' && 'options' in connection && 'unsafe' in connection;
}

function isPool(connection: unknown): connection is PgPool {
  return (
    typeof connection === 'object' &&
    connection !== null &&
    'totalCount' in connection &&
    'connect' in connection
  );
}
