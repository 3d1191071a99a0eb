import { ConfigError } from '../../core/errors.ts';
import { warn } from '../shared/warning.ts';
import type { Sender } from './link.ts';
import type { Settings } from './options.ts';

/** What is known of a server that was connected to. */
export interface Met {
  /** Names the process; '' where INFO may not be asked. */
  readonly id: string;
  /** How many replicas follow it. */
  readonly replicas: number;
  /** Whether this process was a replica before. */
  readonly promoted: boolean;
  readonly isCluster: boolean;
  /** Whether it is promised, and to be seen as far as may be looked, that it loses nothing in a restart. */
  readonly durable: boolean;
}

/**
 * Looks at how a server is set up. Throws `ConfigError` for what would lose data without a word. `again` when another
 * server was met before: one that promises less than `durability` says is used all the same then, as one that does not.
 */
export async function survey(server: Sender, settings: Settings, again: boolean): Promise<Met> {
  const info = await infoOf(server);
  if (!info) {
    warn(
      'CURFEW_REDIS_INFO',
      'the user may not call INFO, so Curfew cannot tell which server it talks to: a restart, a fail-over or an ' +
        'older copy of the data goes unnoticed unless a node knows more; allow it with ACL SETUSER … +info',
    );
  }
  const version = info?.get('redis_version') ?? '6.2';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < 6 || (major === 6 && minor < 2)) {
    throw new ConfigError(`Redis ${version} is too old: Curfew needs 6.2 or newer`);
  }
  const replicas = info ? Number(info.get('connected_slaves') ?? 0) : await followers(server);
  if (info?.get('role') === 'slave' || replicas === undefined) {
    throw new ConfigError(
      'this Redis is a replica, and takes no writes: give the address of its master, or Sentinels',
    );
  }
  const isCluster = info?.get('cluster_enabled') === '1';
  if (isCluster && !settings.isCluster) {
    throw new ConfigError(
      'this Redis is a node of a cluster: add ?cluster to its URL, or give a cluster client of ioredis or redis',
    );
  }
  const policy = info?.get('maxmemory_policy') ?? (await configOf(server, 'maxmemory-policy'));
  if (policy !== undefined && policy !== 'noeviction') {
    throw new ConfigError(
      `maxmemory-policy is ${policy}: Redis would throw away revocations and let the dead in. ` +
        'Set it: CONFIG SET maxmemory-policy noeviction, and the same in redis.conf',
    );
  }
  const durable = settings.durable && (await isDurable(server, info, again));
  if (policy === undefined) {
    warn(
      'CURFEW_REDIS_EVICTION',
      'the user may call neither INFO nor CONFIG GET, so Curfew cannot see whether Redis may evict keys: make sure that ' +
        'maxmemory-policy is noeviction; revocations that are thrown away are noticed and put back only while nodes run',
    );
  }
  return {
    id: info?.get('run_id') ?? '',
    replicas,
    promoted: (info?.get('second_repl_offset') ?? '-1') !== '-1',
    isCluster,
    durable,
  };
}

async function isDurable(
  server: Sender,
  info: Map<string, string> | undefined,
  again: boolean,
): Promise<boolean> {
  const appendonly = info?.get('aof_enabled') ?? (await configOf(server, 'appendonly'));
  const fsync = await configOf(server, 'appendfsync');
  const isLess = appendonly === '0' || appendonly === 'no' || (fsync !== undefined && fsync !== 'always');
  if (!isLess) {
    if (fsync === undefined) {
      warn(
        'CURFEW_REDIS_CONFIG',
        'the user may not call CONFIG GET, so Curfew takes your word that appendfsync is always; allow it with ' +
          'ACL SETUSER … +config|get (before Redis 7: +config)',
      );
    }
    return true;
  }
  const message =
    "durability is 'always', and this Redis promises less: set appendonly yes and appendfsync always in " +
    'redis.conf, or leave durability out';
  if (!again) throw new ConfigError(message);
  warn('CURFEW_REDIS_DURABILITY', message);
  return false;
}

/** How many replicas there are, as WAIT tells it where INFO is not allowed; undefined on a replica. */
async function followers(server: Sender): Promise<number | undefined> {
  try {
    return Number((await server.send(['WAIT', 0, 0]))[0]);
  } catch (error) {
    if (error instanceof Error && error.message.includes('replica instances')) return undefined;
    if (isRefused(error)) return 0;
    throw error;
  }
}

export async function infoOf(connection: Sender): Promise<Map<string, string> | undefined> {
  try {
    const [text] = await connection.send(['INFO']);
    return new Map(
      [...String(text).matchAll(/^([^:\r\n]+):(.*?)\r?$/gm)].map(([, name = '', value = '']) => [
        name,
        value,
      ]),
    );
  } catch (error) {
    if (isRefused(error)) return undefined;
    throw error;
  }
}

export async function configOf(connection: Sender, name: string): Promise<string | undefined> {
  try {
    const [reply] = await connection.send(['CONFIG', 'GET', name]);
    const value = Array.isArray(reply) ? reply[1] : (reply as Record<string, unknown>)[name];
    // A service that hides a setting answers nothing.
    return value === undefined ? undefined : String(value);
  } catch (error) {
    if (isRefused(error)) return undefined;
    throw error;
  }
}

/** Whether the server has understood, and does not allow it or does not know it. */
function isRefused(error: unknown): boolean {
  return error instanceof Error && /NOPERM|unknown command|unknown subcommand/i.test(error.message);
}
