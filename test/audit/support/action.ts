import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

export interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Ran {
  readonly code: number;
  /** What it printed, to both. */
  readonly printed: string;
  /** What it wrote to `GITHUB_OUTPUT`. */
  readonly outputs: string;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));
const CURFEW = `${process.execPath} ${path.join(root, 'src/cli/main.ts')}`;

/** action.yml, as the runner reads it. */
export function action(): Action {
  return parse(readFileSync(path.join(root, 'action.yml'), 'utf8')) as Action;
}

/**
 * Runs the script of a step as the runner does, in a folder, with inputs as a workflow gives them. In place of the package
 * from the registry it starts the command line of these sources.
 */
export function runStep(
  cwd: string,
  id: string,
  inputs: Record<string, string> = {},
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const { inputs: known, runs } = action();
  const step = runs.steps.find((one) => one.id === id);
  const filled = Object.entries(step?.env ?? {}).map(([name, value]) => [
    name,
    value.replace(
      /\$\{\{ inputs\.(\w+) \}\}/g,
      (_all, input: string) => inputs[input] ?? known[input]?.default ?? '',
    ),
  ]);
  const output = path.join(cwd, 'github-output');
  return new Promise((resolve) => {
    execFile(
      'bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step?.run ?? 'exit 99'],
      {
        cwd,
        timeout: 60_000,
        env: { ...process.env, ...Object.fromEntries(filled), CURFEW, ...env, GITHUB_OUTPUT: output },
      },
      (error, out, err) => {
        const outputs = existsSync(output) ? readFileSync(output, 'utf8') : '';
        resolve({ code: error ? Number(error.code) : 0, printed: out + err, outputs });
      },
    );
  });
}
