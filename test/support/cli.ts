/** What the tests of the command line share: an application with people logged in, and ways to run a command. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCurfew, type Curfew } from '../../src/core/curfew.ts';
import { generateKey } from '../../src/core/keys.ts';
import type { Tokens, Who } from '../../src/core/login.ts';
import { sqlite } from '../../src/stores/sqlite/index.ts';
import { cli } from '../../src/cli/cli.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command in this process; `answer` is what the person at the terminal types, if anybody sits there. */
export async function run(
  argv: readonly string[],
  options: { env?: Record<string, string>; answer?: string; interrupted?: AbortSignal } = {},
): Promise<Ran & { asked: readonly string[] }> {
  const [out, err, asked]: string[][] = [[], [], []];
  const { env = {}, answer, interrupted = new AbortController().signal } = options;
  const ask = async (question: string): Promise<string> => {
    asked?.push(question);
    return answer ?? '';
  };
  const code = await cli(argv, {
    stdout: { write: (text) => out?.push(text) },
    stderr: { write: (text) => err?.push(text) },
    env,
    ask: answer === undefined ? undefined : ask,
    interrupted: () => interrupted,
  });
  return { code, out: out?.join('') ?? '', err: err?.join('') ?? '', asked: asked ?? [] };
}

/** Runs the program itself, in a process of its own and without a terminal. */
export function start(...argv: string[]): Promise<Ran> {
  const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [main, ...argv], { timeout: 20_000 }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err });
    });
    child.stdin?.end();
  });
}

/** An application that runs on a store of its own, in a folder of its own. */
export class Application implements AsyncDisposable {
  readonly folder: string = mkdtempSync(path.join(tmpdir(), 'curfew-cli-'));
  readonly store: string = path.join(this.folder, 'app.db');
  readonly curfew: Curfew = createCurfew({
    store: sqlite(this.store),
    issuer: { name: 'https://api.test', audience: 'api', keys: async () => [await key] },
  });

  login(subject: string, who: Partial<Who> = {}): Promise<Tokens> {
    return this.curfew.issue({ subject, ...who });
  }

  /** `alive`, or the code of the error that `verify` throws. */
  async check(tokens: Tokens): Promise<string> {
    return this.curfew.verify(tokens.accessToken).then(
      () => 'alive',
      (error: unknown) => (error as { code: string }).code,
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.curfew.close();
    rmSync(this.folder, { recursive: true });
  }
}

const key = generateKey();
