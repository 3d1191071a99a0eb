import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, parse, resolve } from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const modules = resolve(import.meta.dirname, '../../node_modules');
const run = promisify(execFile);

/** Nothing is told to anybody, and nobody is asked. */
export const QUIET: NodeJS.ProcessEnv = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', CI: '1' };

/** The program of Next, for this Node. */
export const NEXT: readonly [string, string] = [process.execPath, join(modules, 'next/dist/bin/next')];

const compiler = join(modules, 'typescript/bin/tsc');
const project = resolve(modules, '../tsconfig.build.json');
const sources = resolve(modules, '../src');
const LINKED = ['next', 'react', 'react-dom', 'jose'];

/** An application of Next in a folder of its own, deleted with all that Next has made there. */
export class NextApp implements Disposable {
  readonly folder: string = mkdtempSync(join(tmpdir(), 'curfew-next-'));

  /** `files` by their paths; or those of a folder, with its `next.config.mjs`. */
  constructor(files: Readonly<Record<string, string>> | string) {
    if (typeof files === 'string') cpSync(files, this.folder, { recursive: true });
    else {
      this.#write('given.config.mjs', 'export default {};\n');
      for (const [path, text] of Object.entries(files)) this.#write(path, text);
    }
    const config = join(this.folder, 'next.config.mjs');
    if (existsSync(config)) renameSync(config, join(this.folder, 'given.config.mjs'));
    // So that Turbopack finds what is linked.
    const { root } = parse(this.folder);
    const merged = `{ ...given, turbopack: { root: ${JSON.stringify(root)} } }`;
    this.#write('next.config.mjs', `import given from './given.config.mjs';\nexport default ${merged};\n`);
    mkdirSync(join(this.folder, 'node_modules'));
    for (const name of LINKED) {
      symlinkSync(join(modules, name), join(this.folder, 'node_modules', name), 'junction');
    }
  }

  /** Puts Curfew among its packages, as it would be published. */
  async install(): Promise<void> {
    const home = join(this.folder, 'node_modules/curfew');
    const flags = ['declaration', 'declarationMap', 'isolatedDeclarations', 'sourceMap'].flatMap((flag) => [
      `--${flag}`,
      'false',
    ]);
    const dist = join(home, 'dist');
    await this.#run([compiler, '--project', project, '--outDir', dist, ...flags]);
    cpSync(sources, dist, { recursive: true, filter: (file) => !file.endsWith('.ts') });
    cpSync(resolve(sources, '../package.json'), join(home, 'package.json'));
  }

  async build(): Promise<void> {
    await this.#run([NEXT[1], 'build']);
  }

  async #run(args: readonly string[]): Promise<void> {
    const env = { ...QUIET, NODE_ENV: 'production' } as const;
    await run(process.execPath, args, { cwd: this.folder, env }).catch(
      (error: Error & { stdout?: string }) => {
        throw new Error(`${error.message}\n${error.stdout}`, { cause: error });
      },
    );
  }

  #write(path: string, text: string): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
