import {
  certainty,
  COUNTED,
  NOT_YET,
  problem,
  schemaFinding,
  sizeFinding,
  warning,
  type Examiner,
  type Finding,
  type LeaseSeen,
  type LogSeen,
  type Size,
} from '../../core/finding.ts';
import type { Rows } from './connection.ts';
import { examineServer, poolerOf } from './examine-server.ts';
import { newestVersion } from './migrate.ts';
import type { Settings } from './options.ts';
import { Reader } from './reader.ts';

/** Examines the store in the schema of `settings`, whatever its state. Rejects when the server cannot be reached. */
export async function examinePostgres(settings: Settings): Promise<Examiner> {
  const reader = await Reader.open(settings);
  const schema = `"${settings.schema}"`;
  const exists = async (): Promise<boolean> => {
    const sql = `SELECT 1 FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
      WHERE nspname = $1::text AND relname = 'head'`;
    return (await reader.ask(sql, [settings.schema])).length > 0;
  };
  const data = async (): Promise<Finding[]> => {
    if (!(await exists())) {
      return [
        problem('data', `there is no store in the schema ${settings.schema} of this database`, NOT_YET),
      ];
    }
    try {
      return await dataOf(reader, schema);
    } catch (error) {
      if (!isOfServer(error)) throw error;
      return [unreadable(error, settings.schema)];
    }
  };
  return {
    name: 'postgres',
    async examine() {
      return [...(await examineServer(reader)), ...(await poolerOf(reader)), ...(await data())];
    },
    log: () => logOf(reader, schema).catch(() => undefined),
    size: () => sizeOf(reader, schema).catch(() => undefined),
    close: () => reader.close(),
  };
}

async function dataOf(reader: Reader, schema: string): Promise<Finding[]> {
  const [head] = await reader.ask(`SELECT schema::text AS version FROM ${schema}.head`);
  if (!head) return [certainty('its head is gone')];
  const version = Number(head['version']);
  const findings = [schemaFinding(version, newestVersion())];
  // Another version may have other functions.
  if (version !== newestVersion()) return findings;
  // The function is STABLE: it says what speaks against the data, and leaves it to others to write it down.
  const [answer] = await reader.ask(`SELECT ${schema}.standing('{}')::text AS standing`);
  const standing = JSON.parse(String(answer?.['standing'])) as {
    certificate: string | null;
    doubt: { reason: string } | null;
  };
  findings.push(certainty(standing.doubt?.reason));
  if (standing.certificate === null) {
    findings.push(
      warning(
        'rights',
        'the role may not ask which server this is: a fail-over, or a restored backup, is noticed only by nodes that ' +
          'know more than it',
        'GRANT EXECUTE ON FUNCTION pg_control_system(), and GRANT pg_monitor, to the role',
      ),
    );
  }
  // Of what is only needed while there are nodes, some may be missing.
  await logOf(reader, schema);
  findings.push(sizeFinding(await sizeOf(reader, schema)));
  return findings;
}

/** PostgreSQL's own refusal of a statement, as against a connection that failed. */
function isOfServer(error: unknown): error is Error & { code: string } {
  return (
    error instanceof Error && 'severity' in error && 'code' in error && !/^(08|57)/.test(String(error.code))
  );
}

function unreadable(error: Error & { code: string }, schema: string): Finding {
  if (error.code === '42501') {
    return problem(
      'rights',
      error.message,
      `GRANT USAGE ON SCHEMA ${schema}, and SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema}, to the role`,
    );
  }
  return problem(
    'data',
    `cannot be read: ${error.message}`,
    `something in the schema ${schema} was dropped or changed: restore it, or DROP SCHEMA ${schema} CASCADE and start ` +
      'the application; then everybody signs in again',
  );
}

async function sizeOf(reader: Reader, schema: string): Promise<Size> {
  const counted = (table: string): string =>
    `(SELECT count(*) FROM (SELECT FROM ${schema}.${table} LIMIT ${COUNTED}) AS counted)::text`;
  const [row] = await reader.ask(
    `SELECT ${counted('revocation')} AS entries, ${counted('session')} AS sessions`,
  );
  return { entries: Number(row?.['entries']), sessions: Number(row?.['sessions']) };
}

async function logOf(reader: Reader, schema: string): Promise<LogSeen | undefined> {
  const [head] = await reader.ask(`SELECT incarnation, generation::text, sequence::text FROM ${schema}.head`);
  if (!head) return undefined;
  const leases = await reader.ask(
    `SELECT id, beat, staleness::text, generation::text, sequence::text FROM ${schema}.replica ORDER BY id`,
  );
  return {
    incarnation: String(head['incarnation']),
    generation: Number(head['generation']),
    sequence: Number(head['sequence']),
    leases: leases.map(leaseOf),
  };
}

function leaseOf(row: Rows[number]): LeaseSeen {
  const { id, beat, staleness, generation, sequence } = row;
  return {
    id: String(id),
    beat: String(beat),
    staleness: Number(staleness),
    place: generation === null ? undefined : { generation: Number(generation), sequence: Number(sequence) },
  };
}
