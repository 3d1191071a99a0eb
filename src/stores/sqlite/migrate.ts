import { newIncarnation } from '../../core/incarnation.ts';
import { ConfigError } from '../../core/errors.ts';
import { scriptsBeside, type Script } from '../shared/scripts.ts';
import type { Database } from './database.ts';

/** The version of the schema that this Curfew writes. */
export function newestVersion(): number {
  return scriptsBeside(import.meta.url).at(-1)?.version ?? 0;
}

/**
 * Brings a file to this version's schema, in one step however many processes try at once. All tables begin with `curfew_`,
 * so the file may be the application's own. One that a newer Curfew wrote is left alone: `ConfigError`.
 */
export function migrate(database: Database): void {
  const all = scriptsBeside(import.meta.url);
  const newest = all.at(-1)?.version ?? 0;
  const version = currentVersion(database);
  if (version > newest) {
    throw new ConfigError(
      `${database.path} was written by a newer Curfew (schema ${version}, this one knows ${newest}): update curfew here`,
    );
  }
  if (version === newest) return;
  database.prepareInside(() => upgrade(database, all, newest));
}

function upgrade(database: Database, all: readonly Script[], newest: number): void {
  const version = currentVersion(database);
  if (version >= newest) return;
  for (const one of all) if (one.version > version) database.exec(one.sql);
  if (version === 0) {
    database.run(
      `INSERT INTO curfew_head (one, schema, incarnation, generation, sequence, beat, began_at)
        VALUES (1, ?, ?, 1, 0, 0, ?)`,
      newest,
      newIncarnation(Date.now()),
      Date.now(),
    );
  } else {
    database.run('UPDATE curfew_head SET schema = ?', newest);
  }
}

function currentVersion(database: Database): number {
  const exists = database.get("SELECT 1 FROM sqlite_schema WHERE name = 'curfew_head'");
  return exists ? Number(database.get('SELECT schema FROM curfew_head')?.['schema']) : 0;
}
