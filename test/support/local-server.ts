import { execFile } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { stateOf } from './process-tree.ts';
import type { ServerProcess, SpawnOptions } from './server-process.ts';

const run = promisify(execFile);

/** The data of a server as they were at one instant. Gone with the server. */
export interface Snapshot {
  readonly folder: string;
}

export interface Kind {
  /** What its folder is called after. */
  readonly name: 'redis' | 'postgres';
  /** Who owns the folder: whom the server runs as. */
  readonly user?: SpawnOptions['user'];
  /** The signals that end it in good order, and for good. */
  readonly stop: NodeJS.Signals;
  readonly discard: NodeJS.Signals;
}

/** Those that nobody has disposed of. */
const open = new Set<LocalServer>();
const abandonAll = (): void => open.forEach((server) => server.abandon());
process.once('exit', abandonAll);
// So vitest ends its processes.
process.once('SIGTERM', () => {
  abandonAll();
  process.kill(process.pid, 'SIGTERM');
});

const FOLDER = /^curfew-(?:redis|postgres)-(\d+)-/;
let swept = false;

/** Makes a folder, and once removes those of processes that were killed before they could do so. */
function folderBelow(root: string, name: string): string {
  for (const one of swept ? [] : readdirSync(root)) {
    const owner = FOLDER.exec(one)?.[1];
    if (owner !== undefined && stateOf(Number(owner)) === 'gone') remove(join(root, one));
  }
  swept = true;
  return mkdtempSync(join(root, `curfew-${name}-${process.pid}-`));
}

/** Removes a folder at once, if that can be done. */
function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  } catch {
    // Somebody else does it, or may.
  }
}

/** What every server on this machine can be made to suffer. It has a folder of its own, with its data in `data`. */
export abstract class LocalServer implements AsyncDisposable {
  readonly folder: string;
  readonly #kind: Kind;
  #process: ServerProcess | undefined;
  #copies = 0;

  protected constructor(kind: Kind) {
    this.#kind = kind;
    const root = [tmpdir(), '/tmp', '/var/tmp'].find((one) => kind.user === undefined || isOpen(one));
    this.folder = folderBelow(root ?? tmpdir(), kind.name);
    open.add(this);
    mkdirSync(this.data, { mode: 0o700 });
    if (kind.user) for (const one of [this.folder, this.data]) chownSync(one, kind.user.uid, kind.user.gid);
  }

  /** Starts the process on the port and the data that are there, and waits until it serves. */
  protected abstract launch(): Promise<ServerProcess>;

  protected get data(): string {
    return join(this.folder, 'data');
  }

  /** @throws {Error} when it is down */
  get pid(): number {
    return this.#up().pid;
  }

  get running(): boolean {
    return this.#process?.running === true;
  }

  /** The last of what it has printed since it was started. */
  get output(): string {
    return this.#process?.output ?? '';
  }

  /** Starts it again on the same port and folder; a server that still runs is stopped first. */
  async restart(): Promise<void> {
    await this.stop();
    this.#process = await this.launch();
  }

  /** Freezes it: it neither answers nor hangs up. */
  pause(): Promise<void> {
    return this.#up().pause();
  }

  resume(): void {
    this.#up().resume();
  }

  /** kill -9, of the server and all that it has started. Nothing of it runs any more when this has been awaited. */
  async kill(): Promise<void> {
    await this.#process?.kill();
  }

  /** Ends it in good order: it writes what it still holds. */
  async stop(): Promise<void> {
    await this.#process?.end(this.#kind.stop);
  }

  /** Copies the data. A server that runs is frozen for it, so that the copy is what a crash would leave behind. */
  async snapshot(): Promise<Snapshot> {
    const folder = join(this.folder, `snapshot-${(this.#copies += 1)}`);
    const running = this.#process?.running && !this.#process.paused ? this.#process : undefined;
    await running?.pause();
    try {
      await run('cp', ['-a', this.data, folder]);
    } finally {
      running?.resume();
    }
    return { folder };
  }

  /**
   * Puts the data back as they were, any number of times.
   *
   * @throws {Error} when it runs
   */
  async restoreSnapshot({ folder }: Snapshot): Promise<void> {
    if (this.running) throw new Error('kill or stop the server before its data are replaced');
    renameSync(this.data, join(this.folder, `replaced-${(this.#copies += 1)}`));
    await run('cp', ['-a', folder, this.data]);
  }

  /** Ends it however it is, and removes its folder. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process?.end(this.#kind.discard);
    await rm(this.folder, { recursive: true, force: true });
    open.delete(this);
  }

  /** Disposal at the last moment of this process, when a test was interrupted and nothing can be awaited. */
  abandon(): void {
    this.#process?.abandon();
    remove(this.folder);
  }

  #up(): ServerProcess {
    if (!this.#process?.running) throw new Error(`the ${this.#kind.name} server is down`);
    return this.#process;
  }
}

/** Whether everybody may go through a folder. */
export function isOpen(folder: string): boolean {
  for (let one = folder; ; one = join(one, '..')) {
    const { mode } = statSync(one, { throwIfNoEntry: false }) ?? { mode: 0 };
    if ((mode & 0o001) === 0) return false;
    if (join(one, '..') === one) return true;
  }
}
