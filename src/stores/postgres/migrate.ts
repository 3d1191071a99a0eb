import { newIncarnation } from '../../core/incarnation.ts';
import { ConfigError } from '../../core/errors.ts';
import { scriptsBeside, type Script } from '../shared/scripts.ts';
import type { Database, Query } from './database.ts';

/** How long it may take, ms, also to wait for another process that is at it. */
const LIMIT = 15_000;

/** The version of the schema that this Curfew writes. */
export function newestVersion(): number {
  return scriptsBeside(import.meta.url).at(-1)?.version ?? 0;
}

/**
 * Brings the schema to this version's, in one transaction however many processes try at once. It may be in the
 * application's own database. One that a newer Curfew wrote is left alone: `ConfigError`.
 */
export async function migrate(database: Database): Promise<void> {
  const all = scriptsBeside(import.meta.url);
  const newest = all.at(-1)?.version ?? 0;
  const current = await database.transaction((query) => versionOf(database, query), LIMIT);
  if (current > newest) {
    throw new ConfigError(
      `the schema ${database.schema} was written by a newer Curfew (version ${current}, this one knows ${newest}): ` +
        'update curfew here',
    );
  }
  if (current === newest) return;
  await database.transaction((query) => upgrade(database, query, all, newest), LIMIT);
}

async function upgrade(
  database: Database,
  query: Query,
  all: readonly Script[],
  newest: number,
): Promise<void> {
  await query("SELECT pg_advisory_xact_lock(hashtextextended('curfew: schema', 0))");
  const { schema } = database;
  const version = await versionOf(database, query);
  if (version >= newest) return;
  // Asked first: to create what is there already takes the right to create it.
  const there = await query('SELECT 1 FROM pg_namespace WHERE nspname = $1::text', [schema.slice(1, -1)]);
  if (there.length === 0) await query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  for (const one of all) if (one.version > version) await query(one.sql.replaceAll('curfew.', `${schema}.`));
  if (version === 0) {
    await query(
      `INSERT INTO ${schema}.head (schema, incarnation, generation, sequence, began_at, restored_at)
        VALUES ($1::text::integer, $2::text, 1, 0, ${schema}.now(), 0)`,
      [String(newest), newIncarnation(Date.now())],
    );
  } else {
    await query(`UPDATE ${schema}.head SET schema = $1::text::integer`, [String(newest)]);
  }
}

async function versionOf({ schema }: Database, query: Query): Promise<number> {
  // Asked of the catalog's tables: its functions may answer from before the lock was there.
  const there = await query(
    `SELECT 1 FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
      WHERE nspname = $1::text AND relname = 'head'`,
    [schema.slice(1, -1)],
  );
  if (there.length === 0) return 0;
  const [head] = await query(`SELECT schema::text AS version FROM ${schema}.head`);
  // Nobody but an operator can have emptied it, and what else is there belongs to nothing.
  if (!head) throw new ConfigError(`${schema}.head is empty: drop the schema ${schema} to begin anew`);
  return Number(head['version']);
}
