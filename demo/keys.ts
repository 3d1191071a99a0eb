import { randomUUID } from 'node:crypto';
import { link, open, readFile, unlink } from 'node:fs/promises';
import { generateKey, type SigningKey } from 'curfew';

/** The signing keys that belong to a database: `app.db` has `app.db.keys.json` beside it, made on first use. */
export async function keysFor(database: string): Promise<readonly SigningKey[]> {
  if (database === ':memory:') return [await generateKey()];
  const file = `${database}.keys.json`;
  return (await read(file)) ?? (await create(file));
}

/** Undefined when there are none yet. */
async function read(file: string): Promise<readonly SigningKey[] | undefined> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as SigningKey[];
  } catch {
    throw new Error(`${file} is not JSON: restore it, or delete it and everybody has to log in again`);
  }
}

/**
 * Two servers that start at the same moment end up with the same keys: each writes its own aside, `link` lets
 * only one of them have the name, and whoever comes second reads what the first has written.
 */
async function create(file: string): Promise<readonly SigningKey[]> {
  const keys = [await generateKey()];
  const aside = `${file}.${randomUUID()}.tmp`;
  try {
    await write(aside, `${JSON.stringify(keys, undefined, 2)}\n`);
    await link(aside, file);
    return keys;
  } catch (error) {
    const theirs = hasCode(error, 'EEXIST') ? await read(file) : undefined;
    if (theirs === undefined) throw error;
    return theirs;
  } finally {
    await unlink(aside).catch(() => undefined);
  }
}

/** For its owner alone, and on the disk before it gets its name: a crash leaves whole keys or none. */
async function write(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
