/**
 * Finds the browser that the tests drive, and on Debian and its kin installs it when it is missing.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { fail, isMain, run } from './node.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const elsewhere = [
  '/usr/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @returns {string | undefined} the path of a Chromium; the one that the variable CHROMIUM names comes first */
function findChromium() {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter(Boolean);
  const onPath = folders.flatMap((folder) => names.map((name) => path.join(folder, name)));
  const named = process.env['CHROMIUM'];
  return [...(named === undefined || named === '' ? [] : [named]), ...elsewhere, ...onPath].find(
    isExecutable,
  );
}

/** @returns {string[] | undefined} what to write before `apt-get`, or undefined when we may not use it */
function aptPrefix() {
  if (process.platform !== 'linux' || spawnSync('apt-get', ['--version']).status !== 0) return undefined;
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : undefined;
}

/**
 * @returns {Promise<string>} the path of a Chromium
 * @throws {Error} when there is none and it could not be installed
 */
export async function ensureChromium() {
  const present = findChromium();
  if (present !== undefined) return present;
  const prefix = aptPrefix();
  if (prefix !== undefined) {
    process.stdout.write('Installing Chromium for the browser tests (apt-get) …\n');
    const options = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq'];
    for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
      const [command = 'env', ...rest] = [...prefix, ...options, ...args];
      const { code, interrupted } = await run(command, rest);
      if (interrupted !== undefined) process.exit(1);
      if (code !== 0) break;
    }
    const installed = findChromium();
    if (installed !== undefined) return installed;
  }
  throw new Error(
    'The browser tests need Chromium: install the package "chromium" (or Google Chrome), or set CHROMIUM to its path.',
  );
}

if (isMain(import.meta.url)) {
  await ensureChromium().then((file) => process.stdout.write(`${file}\n`), fail);
}
