import { accessSync, closeSync, constants, openSync, readSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { ok, problem, warning, type Finding } from '../../core/finding.ts';

const MB = 1_048_576;
/** Less room than that is a warning, or a problem, bytes. */
const [LITTLE, NONE] = [256 * MB, 8 * MB];
/** A write-ahead log that is longer is one that nobody can empty, bytes. */
const LONG = 256 * MB;

/** How a database begins, and how much is looked at of it, bytes. */
const [MAGIC, HEADER] = ['SQLite format 3\0', 20];

/** How Linux numbers the file systems on which the locks or the shared memory of WAL do not hold. */
const REMOTE: Readonly<Record<number, string>> = {
  0x6969: 'NFS',
  0x517b: 'SMB',
  0xfe534d42: 'SMB',
  0xff534d42: 'CIFS',
  0x65735546: 'FUSE',
  0x01021997: '9p',
  0x00c36400: 'Ceph',
  0x5346414f: 'AFS',
  0x0bd00bd0: 'Lustre',
};

/** The name of a network file system by its number, as `statfs` tells it on Linux. */
export function networkFileSystem(type: number): string | undefined {
  // Some systems tell it as a signed number.
  return REMOTE[type >>> 0];
}

/** What there is to say of the file, its folder and its disk. */
export function examineFile(path: string): Finding[] {
  return [rights(path), ...disk(dirname(path)), ...journal(path), log(path)];
}

function rights(path: string): Finding {
  const folder = dirname(path);
  const closed = [path, folder].find((one) => !isWritable(one));
  if (closed === undefined) return ok('rights', 'the file and its folder are writable, for this user');
  return warning(
    'rights',
    `${closed} is not writable for this user: SQLite has to write the file, and others beside it`,
    'run this as the user of the application; if it is that user, chown or chmod both',
  );
}

function disk(folder: string): Finding[] {
  const { type, bavail, bsize } = statfsSync(folder);
  const remote = process.platform === 'linux' ? networkFileSystem(type) : undefined;
  const place = remote
    ? problem(
        'file system',
        `the file is on ${remote}, where the locks and the shared memory of WAL do not hold`,
        'put it on a disk of this machine; for several machines, use Redis or PostgreSQL',
      )
    : ok('file system', 'local');
  const free = bavail * bsize;
  const text =
    free < 10_240 * MB ? `${Math.floor(free / MB)} MB free` : `${Math.floor(free / MB / 1_024)} GB free`;
  if (free >= LITTLE) return [place, ok('disk', text)];
  const found = free < NONE ? problem : warning;
  return [place, found('disk', `${text}: when it is full, all is answered 503`, 'make room')];
}

/** Read from the file's header: a connection that changes nothing is told something else where nobody has the file open. */
function journal(path: string): Finding[] {
  const header = Buffer.alloc(HEADER);
  const file = openSync(path, 'r');
  try {
    if (readSync(file, header) < HEADER || header.toString('latin1', 0, MAGIC.length) !== MAGIC) return [];
  } finally {
    closeSync(file);
  }
  const isWal = header[18] === 2 && header[19] === 2;
  if (isWal) return [ok('journal', 'WAL; Curfew commits with synchronous = FULL on its own connections')];
  return [
    problem(
      'journal',
      'journal_mode is not WAL: readers and writers keep each other waiting',
      'restart the application: Curfew sets WAL when it opens the file. If it does not stay so, find what sets another',
    ),
  ];
}

function log(path: string): Finding {
  const size = statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  const text = `the write-ahead log has ${size < MB ? `${Math.ceil(size / 1_024)} kB` : `${Math.floor(size / MB)} MB`}`;
  if (size < LONG) return ok('log file', text);
  return warning(
    'log file',
    `${text}: some process reads in one transaction and never ends it`,
    'find that process and end its transaction; then PRAGMA wal_checkpoint(TRUNCATE)',
  );
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
