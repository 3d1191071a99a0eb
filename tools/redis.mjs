/**
 * Finds the Redis that the tests start, and on Debian and its kin installs it when it is missing.
 *
 * The package `redis-server` would start a Redis of the machine's own on port 6379, now and at every boot. So it
 * is `redis-tools` that is installed: there, `redis-check-rdb` is the same program, which does as it is called.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { fail, isMain, root } from './node.mjs';
import { findProgram, installPackage } from './programs.mjs';

const link = path.join(root, 'node_modules', '.cache', 'curfew', 'redis-server');
const redis = { variable: 'REDIS_SERVER', elsewhere: [link], names: ['redis-server'] };

/** Gives `redis-check-rdb` its other name, when it is there and is the server too. */
function linkRedis() {
  const tool = findProgram({ names: ['redis-check-rdb'] });
  if (tool === undefined) return;
  mkdirSync(path.dirname(link), { recursive: true });
  const fresh = `${link}-${process.pid}`;
  symlinkSync(tool, fresh);
  const { stdout } = spawnSync(fresh, ['--version'], { encoding: 'utf8', timeout: 5_000 });
  if (stdout?.startsWith('Redis server')) renameSync(fresh, link);
  rmSync(fresh, { force: true });
}

/** @returns {string | undefined} the path of a `redis-server` */
function findRedis() {
  const present = findProgram(redis);
  if (present !== undefined) return present;
  linkRedis();
  return findProgram(redis);
}

/**
 * @returns {Promise<string>} the path of a `redis-server`; the one that the variable REDIS_SERVER names comes first
 * @throws {Error} when there is none and it could not be installed
 */
export async function ensureRedis() {
  const present = findRedis();
  if (present !== undefined) return present;
  await installPackage('redis-tools', 'Installing Redis for the tests of its store (apt-get) …');
  const installed = findRedis();
  if (installed !== undefined) return installed;
  throw new Error(
    'The tests of the Redis store need Redis: install the package "redis-server" (or "redis"), or set REDIS_SERVER to its path.',
  );
}

if (isMain(import.meta.url)) {
  await ensureRedis().then((file) => process.stdout.write(`${file}\n`), fail);
}
