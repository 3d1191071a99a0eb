import { ok, problem, warning, type Finding } from '../../core/finding.ts';
import type { Reader } from './reader.ts';

/** The oldest that will do. */
const OLDEST = 14;
/** The connections that one node takes at most. */
const OF_A_NODE = 6;

const SETTINGS = `SELECT json_build_object(
  'version', current_setting('server_version'),
  'major', current_setting('server_version_num')::int / 10000,
  'standby', pg_is_in_recovery(),
  'fsync', current_setting('fsync'),
  'pages', current_setting('full_page_writes'),
  'commit', current_setting('synchronous_commit'),
  'names', current_setting('synchronous_standby_names'),
  'most', current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int,
  'used', (SELECT sum(numbackends) FROM pg_stat_database),
  'standbys', (SELECT count(*) FROM pg_stat_replication),
  'waited', (SELECT count(*) FROM pg_stat_replication WHERE sync_state IN ('sync', 'quorum')),
  'hidden', (SELECT count(*) FROM pg_stat_replication WHERE sync_state IS NULL)
)::text AS settings`;

interface Server {
  readonly version: string;
  readonly major: number;
  readonly standby: boolean;
  readonly fsync: string;
  readonly pages: string;
  readonly commit: string;
  /** `synchronous_standby_names`. */
  readonly names: string;
  /** The connections that there may be, and that there are. */
  readonly most: number;
  readonly used: number;
  /** The standbys that are connected, those that a commit waits for, and those of which the role sees no more. */
  readonly standbys: number;
  readonly waited: number;
  readonly hidden: number;
}

/** What there is to say of how the server is set up. */
export async function examineServer(reader: Reader): Promise<Finding[]> {
  const [row] = await reader.ask(SETTINGS);
  const server = JSON.parse(String(row?.['settings'])) as Server;
  return [version(server), role(server), ...durability(server), ...standbys(server), connections(server)];
}

/** Whether a pooler lends a connection to each transaction, so that nothing can be listened for. */
export async function poolerOf(reader: Reader): Promise<Finding[]> {
  const pids = await reader.processes().catch(() => undefined);
  if (!pids) return [];
  const [before, after] = pids;
  if (before === after) return [ok('pooler', 'none that lends a connection to each transaction')];
  const message = 'this address leads to a pooler in transaction mode, where LISTEN does not work';
  return [
    warning('pooler', message, 'postgres(url, { listen: false }), or the address of the server itself'),
  ];
}

function version({ version: text, major }: Server): Finding {
  if (major >= OLDEST) return ok('version', `PostgreSQL ${text}`);
  return problem('version', `PostgreSQL ${text} is too old`, `Curfew needs ${OLDEST} or newer`);
}

function role({ standby }: Server): Finding {
  if (!standby) return ok('role', 'primary');
  return problem(
    'role',
    'this PostgreSQL is in recovery: a read-only standby',
    'connect to the primary, or ask for it: target_session_attrs=read-write',
  );
}

function durability({ fsync, pages, commit }: Server): Finding[] {
  const found: Finding[] = [];
  if (fsync !== 'on') {
    found.push(
      problem(
        'durability',
        'fsync is off: a power cut may bring logged-out tokens back',
        'fsync = on in postgresql.conf, then SELECT pg_reload_conf()',
      ),
    );
  }
  if (pages !== 'on') {
    found.push(
      warning(
        'durability',
        'full_page_writes is off: a power cut may tear pages, unless the file system prevents it (ZFS)',
        'full_page_writes = on in postgresql.conf, then SELECT pg_reload_conf()',
      ),
    );
  }
  if (found.length > 0) return found;
  const raised = ['on', 'remote_apply'].includes(commit) ? '' : '; Curfew commits with on all the same';
  return [ok('durability', `fsync on, full_page_writes on, synchronous_commit ${commit}${raised}`)];
}

function standbys({ names, standbys: connected, waited, hidden, standby }: Server): Finding[] {
  const check = 'standbys';
  if (standby) return [];
  if (names === '' && connected === 0) return [ok(check, 'none')];
  if (names === '') {
    return [
      warning(
        check,
        `${connected} connected, and no commit waits for one: a fail-over may lose the last logouts`,
        "synchronous_standby_names = 'ANY 1 (…)' in postgresql.conf, then SELECT pg_reload_conf()",
      ),
    ];
  }
  if (hidden > 0) return [ok(check, `${connected} connected; the role may not see which a commit waits for`)];
  if (waited > 0) return [ok(check, `${connected} connected; a commit waits for ${waited}`)];
  return [
    problem(
      check,
      `a commit waits for one of ${names}, and none is connected: logins and logouts are answered 503`,
      'start one of them, or empty synchronous_standby_names until it is back',
    ),
  ];
}

function connections({ most, used }: Server): Finding {
  const text = `${used} of ${most} in use`;
  if (most - used >= OF_A_NODE) return ok('connections', text);
  const mend = 'raise max_connections, or put a pooler before the server';
  return warning('connections', `${text}: a node takes up to ${OF_A_NODE}`, mend);
}
