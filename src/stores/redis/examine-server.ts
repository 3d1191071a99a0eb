import { ok, problem, warning, type Finding } from '../../core/finding.ts';
import type { Sender } from './link.ts';
import type { Settings } from './options.ts';
import { configOf, infoOf } from './survey.ts';

/** What INFO says, or what CONFIG says where it does not; undefined where neither may be asked. */
type Settled = (info: string, config?: string) => string | undefined;

/** How full the memory may be. */
const NEARLY_FULL = 0.8;

/** What there is to say of how the server is set up; `durable` when the nodes promise that a restart loses nothing. */
export async function examineServer(
  connection: Sender,
  { isCluster, replicas }: Pick<Settings, 'isCluster' | 'replicas'>,
  durable: boolean,
): Promise<Finding[]> {
  const info = await infoOf(connection);
  const names = [
    'maxmemory-policy',
    'maxmemory',
    'appendonly',
    'appendfsync',
    'save',
    'min-replicas-to-write',
  ];
  const config = new Map<string, string>();
  for (const name of names) {
    const value = await configOf(connection, name);
    if (value !== undefined) config.set(name, value);
  }
  const said: Settled = (ofInfo, ofConfig) => info?.get(ofInfo) ?? config.get(ofConfig ?? '');
  const rights = info ? [] : [noInfo];
  if (!config.has('appendfsync')) rights.push(noConfig);
  return [
    ...rights,
    ...(info ? [version(said('redis_version') ?? ''), role(said('role') ?? '')] : []),
    ...cluster(said, isCluster),
    eviction(said('maxmemory_policy', 'maxmemory-policy')),
    memory(Number(said('used_memory') ?? NaN), Number(said('maxmemory', 'maxmemory') ?? NaN)),
    persistence(said, durable),
    ...(info ? replication(said, replicas) : []),
  ];
}

const noInfo = warning(
  'rights',
  'the user may not call INFO: a restart, a fail-over or an older copy of the data goes unnoticed unless a node knows more',
  'ACL SETUSER … +info',
);
const noConfig = warning(
  'rights',
  'the user may not call CONFIG GET: Curfew cannot see how often the server writes to its disk',
  'ACL SETUSER … +config|get',
);

function version(text: string): Finding {
  const [major = 0, minor = 0] = text.split('.').map(Number);
  if (major > 6 || (major === 6 && minor >= 2)) return ok('version', `Redis ${text}`);
  return problem('version', `Redis ${text} is too old`, 'Curfew needs 6.2 or newer');
}

function role(text: string): Finding {
  if (text === 'master') return ok('role', 'master');
  return problem(
    'role',
    'this Redis is a replica, and takes no writes',
    'give the address of its master, or Sentinels',
  );
}

function cluster(said: Settled, isMeant: boolean): Finding[] {
  if (said('cluster_enabled') !== '1') return [];
  if (isMeant) return [ok('cluster', 'this master serves the slot in which all keys of the store lie')];
  const mend = 'add ?cluster to the URL, or give the application a cluster client';
  return [problem('cluster', 'this is a node of a cluster, and no node of Curfew joins it like that', mend)];
}

function eviction(policy: string | undefined): Finding {
  if (policy === 'noeviction') return ok('eviction', 'maxmemory-policy is noeviction');
  if (policy === undefined) {
    return warning(
      'eviction',
      'maxmemory-policy cannot be seen: a Redis that evicts lets the dead in',
      'make sure that it is noeviction, and let the user see it: ACL SETUSER … +info +config|get',
    );
  }
  return problem(
    'eviction',
    `maxmemory-policy is ${policy}: Redis would throw away revocations and let the dead in`,
    'CONFIG SET maxmemory-policy noeviction, and the same in redis.conf',
  );
}

/** Both in bytes; `limit` 0 for none. */
function memory(used: number, limit: number): Finding {
  if (Number.isNaN(used)) return ok('memory', 'cannot be seen without INFO');
  if (!(limit > 0)) return ok('memory', `${size(used)} used, without a limit`);
  const text = `${size(used)} of ${size(limit)} used`;
  const mend =
    'raise it: CONFIG SET maxmemory …, and the same in redis.conf; or give Curfew a server of its own';
  if (used >= limit) return problem('memory', `${text}: full, and logins and logouts are answered 503`, mend);
  if (used > limit * NEARLY_FULL)
    return warning('memory', `${text}: when it is full, all is answered 503`, mend);
  return ok('memory', text);
}

function persistence(said: Settled, durable: boolean): Finding {
  const append = said('aof_enabled', 'appendonly');
  const fsync = said('', 'appendfsync');
  const save = said('', 'save');
  const check = 'persistence';
  const full = 'appendonly yes and appendfsync always in redis.conf';
  if (append === undefined) return ok(check, 'cannot be seen without INFO and CONFIG GET');
  const isAppending = append === '1' || append === 'yes';
  if (isAppending && said('aof_last_write_status') === 'err') {
    return problem(
      check,
      'the append-only file cannot be written',
      'make room on its disk, and look at the log of Redis',
    );
  }
  if (isAppending && (fsync ?? 'always') === 'always') {
    const text = `appendonly yes, appendfsync ${fsync ?? 'unknown'}`;
    return ok(check, durable || fsync === undefined ? text : `${text}: durability: 'always' may be promised`);
  }
  const what = isAppending
    ? `appendonly yes, appendfsync ${String(fsync)}: a restart may lose the last second`
    : save === ''
      ? 'none: a restart loses everything'
      : `snapshots only${save === undefined ? '' : ` (save ${save})`}: a restart loses what came after the last`;
  if (durable) return problem(check, `durability 'always' is promised, but: ${what}`, `set ${full}`);
  const then = 'running nodes put it back; if none can, everybody signs in again';
  if (isAppending) return ok(check, `${what}; ${then}`);
  return warning(check, `${what}; ${then}`, `if that is too much, set ${full}, and durability: 'always'`);
}

function replication(said: Settled, wanted: number | undefined): Finding[] {
  const connected = Number(said('connected_slaves') ?? 0);
  const atLeast = Number(said('', 'min-replicas-to-write') ?? 0);
  const check = 'replicas';
  const needed = Math.max(atLeast, wanted ?? 0);
  if (connected < needed) {
    return [
      problem(
        check,
        `${connected} connected, and a write needs ${needed}: logins and logouts are answered 503`,
        atLeast > connected
          ? 'bring them back, or lower min-replicas-to-write'
          : 'bring them back, or lower replicas',
      ),
    ];
  }
  if (connected === 0) return [ok(check, 'none')];
  const text = `${connected} connected; a write waits for ${wanted ?? 1}`;
  if ((wanted ?? 1) >= connected) return [ok(check, text)];
  const mend = `give the application replicas: ${connected}, if each of them may be promoted`;
  return [warning(check, `${text}: a fail-over to another one may lose the last logouts`, mend)];
}

function size(bytes: number): string {
  return bytes < 1_048_576 ? `${Math.ceil(bytes / 1_024)} kB` : `${Math.round(bytes / 1_048_576)} MB`;
}
