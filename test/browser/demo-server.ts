import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildDemo } from '../../tools/build-demo.mjs';
import { resolveNode, root } from '../../tools/node.mjs';

/** The pages are built once for a test file, unless they are there already. */
let built: Promise<number> | undefined;

/** A run of `demo/server.ts` in a process of its own. */
export interface Demo {
  readonly url: string;
  readonly port: number;
  /** All that it has printed so far, on both outputs. */
  readonly printed: () => string;
  /** Asks it to stop, and answers its exit code. */
  readonly stop: () => Promise<number | null>;
}

/** How it ended, for one that is expected not to start. */
export interface Ended {
  readonly code: number | null;
  readonly printed: string;
}

/** Servers and folders made by a test file: `end` removes whatever is left of them. */
export class Demos {
  readonly #children = new Set<ChildProcess>();
  readonly #folders: string[] = [];

  /** The path of a database that does not exist yet. */
  async database(): Promise<string> {
    const folder = await mkdtemp(path.join(tmpdir(), 'curfew-demo-'));
    this.#folders.push(folder);
    return path.join(folder, 'demo.db');
  }

  /** Resolves when it listens. */
  async start(database: string, port = 0): Promise<Demo> {
    built ??= buildDemo();
    if ((await built) !== 0) throw new Error('the pages of the demo could not be built');
    const { child, printed } = this.#spawn(database, String(port));
    const found = await new Promise<RegExpExecArray>((resolve, reject) => {
      child.stdout?.on('data', () => {
        const match = /http:\/\/localhost:(\d+)/.exec(printed());
        if (match) resolve(match);
      });
      child.once('exit', () => reject(new Error(`the demo did not start: ${printed()}`)));
    });
    return {
      url: found[0],
      port: Number(found[1]),
      printed,
      stop: async () => {
        child.kill('SIGTERM');
        await exited(child);
        return child.exitCode;
      },
    };
  }

  /** Resolves when it has ended by itself. */
  async run(database: string, port: string): Promise<Ended> {
    const { child, printed } = this.#spawn(database, port);
    await exited(child);
    return { code: child.exitCode, printed: printed() };
  }

  async end(): Promise<void> {
    for (const child of this.#children) {
      child.kill('SIGKILL');
      await exited(child);
    }
    for (const folder of this.#folders) await rm(folder, { recursive: true, force: true });
  }

  #spawn(database: string, port: string): { child: ChildProcess; printed: () => string } {
    // Node before 22.18 runs TypeScript only when told to.
    const flags = process.features.typescript ? [] : ['--experimental-strip-types'];
    const args = ['--disable-warning=ExperimentalWarning', ...flags, path.join(root, 'demo/server.ts')];
    const env = { ...process.env, PORT: port, CURFEW_DB: database };
    const child = spawn(resolveNode(), args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#children.add(child);
    let text = '';
    for (const output of [child.stdout, child.stderr]) {
      output.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    }
    return { child, printed: () => text };
  }
}

async function exited(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
}
