import { spawn } from 'node:child_process';
import { hash } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { leashed } from '../../support/server-process.ts';

const MANIFEST = ['package.json', 'package-lock.json'] as const;
/** What other tools of this repository keep is there too; nothing looks for sources or documents in it. */
const CACHE = join(import.meta.dirname, '../../../node_modules/.cache/curfew');
/** An installation that has not ended by then was killed, ms. */
const ABANDONED = 3_600_000;

export interface Installation {
  /** The folder of the manifest and its lockfile. */
  readonly manifest?: string;
  readonly cache?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * The folder in whose `node_modules` the applications are, as the lockfile has them; `npm ci` brings them when they are not there yet.
 * Each process installs into a folder of its own, which then gets the name that all look for: what has that name is complete. Rejects
 * with what npm said when it fails, such as without a network.
 */
export async function installed(options: Installation = {}): Promise<string> {
  const { manifest = import.meta.dirname, cache = CACHE, env = process.env } = options;
  const texts = MANIFEST.map((file) => readFileSync(join(manifest, file), 'utf8'));
  const key = hash('sha256', JSON.stringify([texts, process.platform, process.arch])).slice(0, 16);
  const name = `applications-${key}`;
  const folder = join(cache, name);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const own = mkdtempSync(join(cache, 'installing-'));
  try {
    for (const file of MANIFEST) copyFileSync(join(manifest, file), join(own, file));
    await npmCi(own, env);
    settle(own, folder);
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
  removeOld(cache, name);
  return folder;
}

/** Names a complete installation. Another process may have been first, with the same packages. */
function settle(own: string, folder: string): void {
  try {
    renameSync(own, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

async function npmCi(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const flags = ['--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = env['npm_execpath'];
  const program = npm !== undefined && /npm-cli\.c?js$/.test(npm) ? [process.execPath, npm] : ['npm'];
  const [command = 'npm', ...args] = [...leashed(), ...program, 'ci', ...flags];
  const child = spawn(command, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-2_000)));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code === 0) return;
  throw new Error(
    `npm ci could not install the real applications that the audit is tried on. This test needs the npm registry once:\n${output.trim()}`,
  );
}

/** What an older lockfile had, and what a killed process left. */
function removeOld(cache: string, current: string): void {
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    const isOld =
      (name.startsWith('applications-') && name !== current) ||
      (name.startsWith('installing-') && Date.now() - modified(path) > ABANDONED);
    if (isOld) rmSync(path, { recursive: true, force: true });
  }
}

/** ms since the epoch; now, when it has just gone. */
function modified(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
}
