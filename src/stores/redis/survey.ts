import { ConfigError } from '../../core/errors.ts';
import type { Connection } from './connection.ts';
import type { Settings } from './options.ts';

/**
 * Looks at how the server is set up. Throws `ConfigError` for what would lose data without a word; answers how many
 * replicas a write has to reach.
 */
export async function survey(connection: Connection, settings: Settings): Promise<number> {
  const info = await infoOf(connection);
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
  if (info?.get('role') === 'slave') {
    throw new ConfigError(
      'this Redis is a replica, and takes no writes: give the address of its master, or Sentinels',
    );
  }
  const policy = info?.get('maxmemory_policy') ?? (await configOf(connection, 'maxmemory-policy'));
  if (policy !== undefined && policy !== 'noeviction') {
    throw new ConfigError(
      `maxmemory-policy is ${policy}: Redis would throw away revocations and let the dead in. ` +
        'Set it: CONFIG SET maxmemory-policy noeviction, and the same in redis.conf',
    );
  }
  await durability(connection, settings, info);
  const connected = Number(info?.get('connected_slaves') ?? 0);
  return settings.replicas ?? Math.min(1, connected);
}

async function durability(
  connection: Connection,
  { durable }: Settings,
  info: Map<string, string> | undefined,
): Promise<void> {
  if (!durable) return;
  const appendonly = info?.get('aof_enabled');
  const fsync = await configOf(connection, 'appendfsync');
  if (appendonly === '0' || (fsync !== undefined && fsync !== 'always')) {
    throw new ConfigError(
      "durability is 'always', and this Redis promises less: set appendonly yes and appendfsync always in " +
        'redis.conf, or leave durability out',
    );
  }
  if (fsync !== undefined) return;
  warn(
    'CURFEW_REDIS_CONFIG',
    'the user may not call CONFIG GET, so Curfew takes your word that appendfsync is always; allow it with ' +
      'ACL SETUSER … +config|get',
  );
}

async function infoOf(connection: Connection): Promise<Map<string, string> | undefined> {
  try {
    const [text] = await connection.send(['INFO']);
    const lines = String(text)
      .split('\r\n')
      .filter((line) => line.includes(':'));
    return new Map(
      lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
    );
  } catch (error) {
    if (isRefused(error)) return undefined;
    throw error;
  }
}

async function configOf(connection: Connection, name: string): Promise<string | undefined> {
  try {
    const [reply] = await connection.send(['CONFIG', 'GET', name]);
    return Array.isArray(reply) ? String(reply[1]) : String((reply as Record<string, unknown>)[name]);
  } catch (error) {
    if (isRefused(error)) return undefined;
    throw error;
  }
}

/** Whether the server has understood, and does not allow it or does not know it. */
function isRefused(error: unknown): boolean {
  return error instanceof Error && /NOPERM|unknown command|unknown subcommand/i.test(error.message);
}

const given = new Set<string>();

/** Tells the operator, once in this process, about something that is not as it should be. */
function warn(code: string, message: string): void {
  if (given.has(code)) return;
  given.add(code);
  process.emitWarning(message, { type: 'CurfewWarning', code });
}
