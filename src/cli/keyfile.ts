import { open, readFile, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { activate, generateKey, type Algorithm, type SigningKey } from '../core/keys.ts';
import { Failure, UsageError } from './io.ts';

const PRIVATE = 0o600;
const GROUP_MAY_READ = 0o040;

/** Writes a new file of keys with mode 0600. A file that is there is left alone: its keys may be in use. */
export async function createKeys(path: string, keys: readonly SigningKey[]): Promise<void> {
  const file = await open(path, 'wx', PRIVATE).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw cannot('write', path, error);
    throw new UsageError(`${path} exists already; add a key to it with --rotate, or name another file`);
  });
  try {
    await write(file, keys);
  } catch (error) {
    await rm(path, { force: true });
    throw cannot('write', path, error);
  }
}

/**
 * Puts a new key in front of those in a file, and says how many stay behind it. The file is replaced in one
 * step, so a reader finds the old keys or the new ones, never half; its owner stays, nobody else may read it
 * save a group that could before. Of two rotations at once the second is refused.
 */
export async function rotateKeys(path: string, alg?: Algorithm): Promise<{ key: SigningKey; old: number }> {
  const real = await realpath(path).catch((error: unknown) => {
    throw cannot('read', path, error);
  });
  const next = `${real}.new`;
  const file = await open(next, 'wx', PRIVATE).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw cannot('write', next, error);
    throw new Failure(
      `${next} exists: another rotation runs, or was cut short; if none runs, delete that file`,
    );
  });
  try {
    const { keys, newest } = await read(real);
    const key = await generateKey(alg ?? newest);
    await takeOver(file, real);
    await write(file, [key, ...keys]);
    await rename(next, real);
    return { key, old: keys.length };
  } catch (error) {
    await file.close();
    await rm(next, { force: true });
    throw error instanceof Failure ? error : cannot('rotate', path, error);
  }
}

/** The keys of a file, and the algorithm of the one that signs. Nothing that the file says is repeated. */
async function read(path: string): Promise<{ keys: readonly SigningKey[]; newest: Algorithm | undefined }> {
  let keys: unknown;
  try {
    keys = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if (codeOf(error) !== undefined) throw error;
    throw new Failure(`${path} is not JSON`, { cause: error });
  }
  if (!Array.isArray(keys)) throw new Failure(`${path} is not a JSON array of keys`);
  const active = await activate(keys as SigningKey[]);
  return { keys: keys as SigningKey[], newest: active[0]?.alg };
}

async function takeOver(file: FileHandle, old: string): Promise<void> {
  const [mine, its] = [await file.stat(), await stat(old)];
  if (mine.uid !== its.uid || mine.gid !== its.gid) await file.chown(its.uid, its.gid);
  await file.chmod(PRIVATE | (its.mode & GROUP_MAY_READ));
}

async function write(file: FileHandle, keys: readonly SigningKey[]): Promise<void> {
  await file.writeFile(`${JSON.stringify(keys, null, 2)}\n`);
  await file.sync();
  await file.close();
}

function cannot(what: string, path: string, error: unknown): Failure {
  return new Failure(`cannot ${what} ${path}: ${error instanceof Error ? error.message : String(error)}`, {
    cause: error,
  });
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
