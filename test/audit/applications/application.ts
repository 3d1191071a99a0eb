import { join } from 'node:path';
import { freePort } from '../../support/ports.ts';
import { temporaryFolder } from '../../support/processes.ts';
import { ServerProcess } from '../../support/server-process.ts';
import { installed } from './installed.ts';

/** A real application that runs, with an account for the test alone. What it keeps goes with it. */
export interface Application extends AsyncDisposable {
  readonly base: string;
  /** Its process. */
  readonly pid: number;
  /** Where it keeps its data. */
  readonly folder: string;
}

/** What the set-ups of the applications call `$AUDIT_USER`, `$AUDIT_PASS` and `$AUDIT_BASIC`: as HTTP's Basic scheme has the two. */
export const ACCOUNT = {
  AUDIT_USER: 'ada.lovelace',
  AUDIT_PASS: 'correct-horse',
  AUDIT_BASIC: Buffer.from('ada.lovelace:correct-horse').toString('base64'),
} as const;

interface Recipe {
  /** The script that starts it, below `node_modules`. */
  readonly script: string;
  /** Writes what has to be there first, and answers the arguments. */
  readonly prepare: (place: Place) => readonly string[];
  /** A path that answers 200 as soon as it is up. */
  readonly ready: string;
  /** Signs the account up, where no configuration can. */
  readonly seed?: (base: string) => Promise<void>;
}

interface Place {
  readonly port: number;
  /** Empty, and the home of the process. */
  readonly folder: string;
  readonly modules: string;
}

/** Starts an application on a free port of this machine, with an empty folder of its own. */
export async function application(recipe: Recipe): Promise<Application> {
  const modules = join(await installed(), 'node_modules');
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const temporary = temporaryFolder();
  const { path: folder } = temporary;
  const args = [join(modules, recipe.script), ...recipe.prepare({ port, folder, modules })];
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const env = { NODE_ENV: 'production', PATH, NODE_COMPILE_CACHE, HOME: folder, ...ACCOUNT } as const;
  const server = new ServerProcess(process.execPath, args, { cwd: folder, env });
  const stop = async (): Promise<void> => {
    await server.kill();
    temporary[Symbol.dispose]();
  };
  try {
    await server.ready(async () => (await statusOf(base + recipe.ready)) === 200);
    await recipe.seed?.(base);
  } catch (error) {
    await stop();
    throw error;
  }
  return { base, folder, pid: server.pid, [Symbol.asyncDispose]: stop };
}

async function statusOf(url: string): Promise<number | undefined> {
  try {
    const response = await fetch(url);
    await response.arrayBuffer();
    return response.status;
  } catch {
    // Nobody listens yet.
    return undefined;
  }
}
