import { linkSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { ConfigError } from 'curfew';

/**
 * Makes sure that one process of this machine uses a journal: `path.lock.7` holds its process id, and is empty when
 * that one is done. The number only grows, and a lock is removed only when a higher one is there: of several that find
 * it left behind by a process that was killed, one gets the next number.
 *
 * Throws `ConfigError` when another process is there. It sees no process of another machine or container.
 */
export class Lock {
  readonly #file: string;

  constructor(path: string) {
    const newest = numbersOf(path).at(-1) ?? 0;
    if (newest > 0) checkIsFree(`${path}.lock.${newest}`);
    this.#file = `${path}.lock.${newest + 1}`;
    const own = `${path}.lock-of-${process.pid}`;
    writeFileSync(own, String(process.pid));
    try {
      // A link appears with its content, and only if there is none of that name.
      linkSync(own, this.#file);
    } catch (cause) {
      throw new ConfigError(`another process opened ${path} a moment ago`, { cause });
    } finally {
      rmSync(own, { force: true });
    }
    if (numbersOf(path).some((number) => number > newest + 1)) {
      rmSync(this.#file, { force: true });
      throw new ConfigError(`another process opened ${path} a moment ago`);
    }
    for (const number of numbersOf(path)) {
      if (number <= newest) rmSync(`${path}.lock.${number}`, { force: true });
    }
  }

  release(): void {
    truncateSync(this.#file);
  }
}

/** The numbers of the locks that are there, in their order. */
function numbersOf(path: string): number[] {
  const prefix = `${basename(path)}.lock.`;
  const names = readdirSync(dirname(path)).filter((name) => name.startsWith(prefix));
  return names.map((name) => Number(name.slice(prefix.length))).toSorted((a, b) => a - b);
}

function checkIsFree(file: string): void {
  const pid = Number(readFileSync(file, 'utf8'));
  // A lock with our own process id was left by another one, which had it before us.
  if (pid === 0 || pid === process.pid || !isRunning(pid)) return;
  throw new ConfigError(
    `process ${pid} uses this journal, and only one may: stop it, or remove ${file} if it is something else`,
  );
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
