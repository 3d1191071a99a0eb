import { constants } from 'node:fs';
import { copyFile, open, readFile, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { State, type Change, type Head } from './state.ts';

/** The first line: which log it is, and which file it was written to. */
interface FirstLine extends Head {
  readonly file: string;
}

/** What was found in a file. `problem` says why it is not to be believed. */
interface Found {
  readonly state: State;
  readonly problem: string | undefined;
  /** Whether its last line was not finished. */
  readonly torn: boolean;
}

/**
 * The file: lines of JSON, each behind the checksum of everything up to it, so that a line that is broken, missing or in
 * the wrong place is noticed. What is written is on the disk when the promise resolves.
 */
export class JournalFile {
  readonly #path: string;
  #handle: FileHandle | undefined;
  #sum = 0;
  #lines = 0;
  /** What the file looked like after our last write. */
  #stamp = '';

  constructor(path: string) {
    this.#path = path;
  }

  /** The lines since the file was begun. */
  get lines(): number {
    return this.#lines;
  }

  /** Reads the file, and goes on writing behind what is there. Nothing there is a new life; a part of it is a doubt. */
  async load(suspicion?: string): Promise<State> {
    await this.close();
    const found = await this.#read();
    const problem = suspicion ?? found?.problem;
    const state = found?.state ?? State.begin();
    if (problem !== undefined) state.doubt = { ...state.doubt, id: crypto.randomUUID(), reason: problem };
    // What is broken is kept for somebody to look at: what follows begins a new file.
    if (problem !== undefined && found) await copyFile(this.#path, `${this.#path}.doubted`);
    if (problem !== undefined || found?.torn !== false) await this.rewrite(state);
    else {
      this.#handle = await open(this.#path, 'a');
      this.#stamp = await this.#stampNow();
    }
    return state;
  }

  /** Adds a line. After it has rejected, nobody knows how much of the line is there: `rewrite` before the next one. */
  async append(changes: readonly Change[]): Promise<void> {
    if (!this.#handle) throw new Error('the journal is closed');
    const [sum, line] = lineOf(changes, this.#sum);
    await this.#handle.appendFile(line);
    await this.#handle.sync();
    const stamp = stampOf(await this.#handle.stat({ bigint: true }));
    // It is worth nothing in a file that is not the journal any more.
    if ((await this.#stampNow()) !== stamp) throw new Error('the file was replaced meanwhile');
    this.#stamp = stamp;
    this.#sum = sum;
    this.#lines += 1;
  }

  /** Begins a new file in the place of the old one, with all of `state`: after a crash one of the two is there, whole. */
  async rewrite(state: State): Promise<void> {
    const draft = `${this.#path}.new`;
    await rm(draft, { force: true });
    const handle = await open(draft, 'ax', 0o600);
    try {
      const { ino, birthtimeNs } = await handle.stat({ bigint: true });
      const first: FirstLine = { ...state.head, ...state.position, file: `${ino}.${birthtimeNs}` };
      let [sum, text] = lineOf(first, 0);
      const contents = state.contents();
      for (const change of contents) {
        const [next, line] = lineOf([change], sum);
        sum = next;
        text += line;
      }
      await handle.appendFile(text);
      await handle.sync();
      await rename(draft, this.#path);
      await syncFolder(dirname(this.#path));
      await this.#handle?.close();
      this.#handle = handle;
      this.#sum = sum;
      this.#lines = contents.length;
      this.#stamp = await this.#stampNow();
    } catch (error) {
      if (this.#handle !== handle) await handle.close();
      throw error;
    }
  }

  /** Whether nobody has replaced, changed or removed the file since our last write. */
  async isAsWeLeftIt(): Promise<boolean> {
    return (await this.#stampNow()) === this.#stamp;
  }

  async close(): Promise<void> {
    await this.#handle?.close();
    this.#handle = undefined;
  }

  async #read(): Promise<Found | undefined> {
    const stats = await stat(this.#path, { bigint: true }).catch(ifMissing);
    if (!stats) return undefined;
    const lines = (await readFile(this.#path, 'utf8')).split('\n');
    // What stands behind the last end of a line was never acknowledged: the process died while it was written.
    const torn = lines.pop() !== '';
    [this.#sum, this.#lines] = [0, Math.max(0, lines.length - 1)];
    let state: State | undefined;
    let problem: string | undefined;
    for (const [index, line] of lines.entries()) {
      const json = line.slice(9);
      const sum = crc32(json, this.#sum);
      if (line.slice(0, 9) !== `${hex(sum)} `) {
        problem = `line ${index + 1} of the journal is broken`;
        break;
      }
      this.#sum = sum;
      if (state) for (const change of JSON.parse(json) as Change[]) state.apply(change);
      else {
        const { file, ...head } = JSON.parse(json) as FirstLine;
        state = new State(head);
        if (file !== `${stats.ino}.${stats.birthtimeNs}`) problem = 'the journal is a copy';
      }
    }
    if (!state) problem ??= 'the journal is broken: it has no first line';
    return { state: state ?? State.begin(), problem, torn };
  }

  async #stampNow(): Promise<string> {
    const stats = await stat(this.#path, { bigint: true }).catch(ifMissing);
    return stats ? stampOf(stats) : 'gone';
  }
}

interface Stats {
  readonly ino: bigint;
  readonly size: bigint;
  readonly mtimeNs: bigint;
}

function stampOf({ ino, size, mtimeNs }: Stats): string {
  return `${ino} ${size} ${mtimeNs}`;
}

/** A line, and the checksum of everything up to it, given that of everything before it. */
function lineOf(content: unknown, before: number): [number, string] {
  const json = JSON.stringify(content);
  const sum = crc32(json, before);
  return [sum, `${hex(sum)} ${json}\n`];
}

function hex(sum: number): string {
  return sum.toString(16).padStart(8, '0');
}

function ifMissing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
  throw error;
}

/** Makes a new name last. Windows does that by itself, and opens no folder. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
