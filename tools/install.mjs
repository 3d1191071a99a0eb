/**
 * Installs the dependencies when they are missing or are not those that package-lock.json names.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fail, isMain, root, run } from './node.mjs';

/** @typedef {Record<string, { version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }>} Packages */

/**
 * @param {string} file
 * @returns {Packages | undefined}
 */
function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/**
 * Compares what npm noted that it installed with the lockfile, by content: the times of files do not survive a copy.
 * Optional packages may be missing, since most of them belong to other platforms.
 */
function isInstalled() {
  const locked = packagesIn('package-lock.json');
  const installed = packagesIn('node_modules/.package-lock.json');
  if (locked === undefined)
    throw new Error('package-lock.json is missing or unreadable: restore it from git.');
  if (installed === undefined) return false;
  return Object.entries(locked).every(([name, { version, optional, devOptional }]) => {
    if (name === '') return true;
    const found = installed[name];
    return found === undefined ? optional === true || devOptional === true : found.version === version;
  });
}

/**
 * Runs `npm ci` when it is needed. Works without a terminal, and whatever NODE_ENV is.
 *
 * @throws {Error} when the dependencies could not be installed.
 */
export async function install() {
  if (isInstalled()) return;
  process.stdout.write('Installing dependencies (npm ci) …\n');
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev', '--include=optional'];
  const npm = process.env['npm_execpath'];
  const { code, interrupted } =
    npm !== undefined && /npm-cli\.c?js$/.test(npm)
      ? await run(process.execPath, [npm, ...args])
      : await run('npm', args, { shell: process.platform === 'win32' });
  if (interrupted !== undefined) process.exit(1);
  if (code !== 0) throw new Error('`npm ci` failed (see above): nothing was started.');
}

if (isMain(import.meta.url)) await install().catch(fail);
