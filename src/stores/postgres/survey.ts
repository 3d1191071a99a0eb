import { ConfigError } from '../../core/errors.ts';
import { warn } from '../shared/warning.ts';
import type { Database } from './database.ts';

/** The oldest that will do. */
const OLDEST = 14;

interface Server {
  readonly version: number;
  readonly standby: boolean;
  readonly fsync: string;
  readonly isolation: string;
}

/** Looks at the server before it is used. Rejects with `ConfigError` when it cannot be, and warns of what it cannot promise. */
export async function survey(database: Database): Promise<void> {
  const server = (await database.ask(
    `SELECT json_build_object('version', current_setting('server_version_num')::int / 10000,
      'standby', pg_is_in_recovery(), 'fsync', current_setting('fsync'),
      'isolation', current_setting('transaction_isolation'))::text AS answer`,
  )) as Server;
  if (server.version < OLDEST) {
    throw new ConfigError(`this is PostgreSQL ${server.version}; Curfew needs ${OLDEST} or newer`);
  }
  if (server.standby) {
    throw new ConfigError(
      'this PostgreSQL is a read-only standby; connect to the primary, or ask for it: target_session_attrs=read-write',
    );
  }
  database.isCommitted = server.isolation === 'read committed';
  if (server.fsync !== 'on') {
    warn('CURFEW_PG_FSYNC', 'PostgreSQL runs with fsync off: a power cut may bring logged-out tokens back');
  }
}
