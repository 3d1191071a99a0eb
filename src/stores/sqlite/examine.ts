import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { existsSync } from 'node:fs';
import {
  certainty,
  NOT_YET,
  ok,
  problem,
  schemaFinding,
  sizeFinding,
  type Examiner,
  type Finding,
  type LeaseSeen,
  type LogSeen,
  type Size,
} from '../../core/finding.ts';
import type { Row } from '../shared/rows.ts';
import { identityOf } from './database.ts';
import { examineFile } from './examine-file.ts';
import { newestVersion } from './migrate.ts';

/** How long to wait for a lock, ms. */
const PATIENCE = 1_000;
/** A larger file is not read through, bytes: nothing can interrupt that. */
const CHECKED = 200 * 1_048_576;

const MEND_FILE =
  'keep this file and its -wal aside, and put a backup in its place, or let the application make a new one; then ' +
  'everybody signs in again';

/** Examines the file at `path`, which has to be there. */
export function examineSqlite(path: string): Examiner {
  return {
    name: 'sqlite',
    async examine() {
      return [...examineFile(path), ...dataOf(path)];
    },
    log: async () => attempt(() => reading(path, logOf)),
    size: async () => attempt(() => reading(path, sizeOf)),
    close: async () => undefined,
  };
}

/**
 * Runs `look` on the file, which is opened to be read. Where nobody has it open, SQLite is told that nobody will: else it
 * would leave a log beside it.
 */
function reading<T>(path: string, look: (database: DatabaseSync) => T): T {
  const url = pathToFileURL(path);
  url.searchParams.set('mode', 'ro');
  if (!existsSync(`${path}-wal`)) url.searchParams.set('immutable', '1');
  const database = new DatabaseSync(url, { readOnly: true, timeout: PATIENCE });
  try {
    database.exec('BEGIN');
    return look(database);
  } finally {
    database.close();
  }
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

/** What was found before the file turned out to be unreadable counts too. */
function dataOf(path: string): Finding[] {
  const found: Finding[] = [];
  try {
    reading(path, (database) => {
      for (const finding of tablesOf(database, path)) found.push(finding);
    });
  } catch (error) {
    found.push(unreadable(error instanceof Error ? error.message : String(error)));
  }
  return found;
}

function unreadable(reason: string): Finding {
  const isBusy = /locked|busy/i.test(reason);
  const mend = isBusy ? 'find the process that holds the lock, and end its transaction' : MEND_FILE;
  return problem('data', `cannot be read: ${reason}`, mend);
}

function* tablesOf(database: DatabaseSync, path: string): Generator<Finding> {
  if (!database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'curfew_head'").get()) {
    yield problem('data', 'the file is no Curfew store: it has no table curfew_head', NOT_YET);
    return;
  }
  const whole = integrity(database);
  yield whole;
  if (whole.level === 'problem') return;
  const head = database.prepare('SELECT * FROM curfew_head').get();
  if (!head) {
    yield certainty('its head is gone');
    return;
  }
  const version = Number(head['schema']);
  yield schemaFinding(version, newestVersion());
  if (version !== newestVersion()) return;
  yield certainty(doubtOf(head, path));
  logOf(database);
  yield sizeFinding(sizeOf(database));
}

function integrity(database: DatabaseSync): Finding {
  const bytes = Number(
    database
      .prepare('SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()')
      .get()?.['bytes'],
  );
  if (bytes > CHECKED) {
    const by = "sqlite3 FILE 'PRAGMA quick_check'";
    return ok('integrity', `not checked: the file has ${Math.round(bytes / 1_048_576)} MB; run ${by}`);
  }
  const found = String(database.prepare('PRAGMA quick_check(1)').get()?.['quick_check']);
  if (found === 'ok') return ok('integrity', 'quick_check finds nothing wrong');
  return problem('integrity', `the file is corrupt: ${found}`, MEND_FILE);
}

/** What speaks against the data, whether or not somebody has written it down. */
function doubtOf(head: Row, path: string): string | undefined {
  if (typeof head['doubt'] === 'string') return String(head['doubt_reason']);
  if (head['certificate'] === null || head['certificate'] === identityOf(path)) return undefined;
  return 'the file is a copy, or was put in the place of another';
}

function sizeOf(database: DatabaseSync): Size {
  const row = database
    .prepare(
      'SELECT (SELECT count(*) FROM curfew_revocation) AS entries, (SELECT count(*) FROM curfew_session) AS sessions',
    )
    .get();
  return { entries: Number(row?.['entries']), sessions: Number(row?.['sessions']) };
}

function logOf(database: DatabaseSync): LogSeen | undefined {
  const head = database.prepare('SELECT incarnation, generation, sequence FROM curfew_head').get();
  if (!head) return undefined;
  return {
    incarnation: String(head['incarnation']),
    generation: Number(head['generation']),
    sequence: Number(head['sequence']),
    leases: database.prepare('SELECT * FROM curfew_replica ORDER BY id').all().map(leaseOf),
  };
}

function leaseOf({ id, beat, staleness, generation, sequence }: Row): LeaseSeen {
  const place =
    generation === null ? undefined : { generation: Number(generation), sequence: Number(sequence) };
  return { id: String(id), beat: String(beat), staleness: Number(staleness), place };
}
