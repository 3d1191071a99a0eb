import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ACCOUNT, type Application } from './application.ts';

const run = promisify(execFile);
const DOCUMENT = readFileSync(join(import.meta.dirname, '../../../docs/audit-real.md'), 'utf8');

/** What docs/audit-real.md says of an application: the plan, the commands to type, and what they print. */
export interface Documented {
  readonly plan: string;
  /** The functions that the commands use, which come first. */
  readonly functions: string;
  readonly commands: string;
  readonly output: string;
}

/** The blocks below the heading that starts with `name`, and has the version that is audited. */
export function documented(name: string, version: string): Documented {
  const chapter = DOCUMENT.split(/^## /m).find((one) => one.startsWith(`${name} ${version}\n`));
  const block = (language: string): string => {
    const found = new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, 'm').exec(chapter ?? '')?.[1];
    if (found === undefined) throw new Error(`docs/audit-real.md has no ${language} for ${name} ${version}`);
    return found;
  };
  const commands = block('bash');
  const [functions = ''] = commands.split(/^$/m);
  return { plan: block('yaml'), functions, commands, output: block('text') };
}

/** Types commands into a shell, and answers what they print: it is curl that asks, and nothing of the audit. Tokens go into `more`. */
export async function typed(
  commands: string,
  { base }: Application,
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  const env = { ...process.env, BASE: base, ...ACCOUNT, ...more };
  const { stdout } = await run('bash', ['-eu', '-o', 'pipefail', '-c', commands], { env, timeout: 30_000 });
  return stdout;
}
