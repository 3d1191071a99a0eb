/**
 * Finds the programs that the tests drive, and on Debian and its kin installs those that are missing.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { run } from './node.mjs';

/**
 * @typedef {object} Program
 * @property {readonly string[]} names what it may be called on PATH
 * @property {readonly string[]} [elsewhere] paths to look at before PATH
 * @property {string} [variable] the environment variable that may hold its path; that path comes first
 */

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {Program} program
 * @returns {string | undefined} its path
 */
export function findProgram({ names, elsewhere = [], variable }) {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter(Boolean);
  const onPath = folders.flatMap((folder) => names.map((name) => path.join(folder, name)));
  const named = variable === undefined ? '' : process.env[variable];
  return [...(named ? [named] : []), ...elsewhere, ...onPath].find(isExecutable);
}

/** @returns {string[] | undefined} what to write before `apt-get`, or undefined when we may not use it */
function aptPrefix() {
  if (process.platform !== 'linux' || spawnSync('apt-get', ['--version']).status !== 0) return undefined;
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : undefined;
}

/**
 * Installs a Debian package, without what it merely recommends. Whether that worked shows when the program is
 * looked for again.
 *
 * @param {string} name of the package
 * @param {string} announcement a line to print before
 * @returns {Promise<boolean>} false when we may not install anything here, so that nothing was tried
 */
export async function installPackage(name, announcement) {
  const prefix = aptPrefix();
  if (prefix === undefined) return false;
  process.stdout.write(`${announcement}\n`);
  const options = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq'];
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', name]]) {
    const [command = 'env', ...rest] = [...prefix, ...options, ...args];
    const { code, interrupted } = await run(command, rest);
    if (interrupted !== undefined) process.exit(1);
    if (code !== 0) break;
  }
  return true;
}
