/**
 * Runs this repository's scripts on a Node that is new enough: the one that runs this file when it will do,
 * else the one that `npm ci` brought along as a package (see tools/runtime).
 *
 *   node tools/node.mjs script.js [arguments…]
 *
 * Plain JavaScript that Node 18 understands, because it runs before anything newer is at hand.
 */
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const wanted = /** @type {const} */ ([22, 13]);
const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** @param {string} version */
function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > wanted[0] || (major === wanted[0] && minor >= wanted[1]);
}

/**
 * The path of a Node that is at least 22.13.
 *
 * @throws {Error} when there is none: one line that says what to do.
 */
export function resolveNode() {
  if (isNewEnough(process.versions.node)) return process.execPath;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const bundled = path.join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', file);
  if (existsSync(bundled)) return bundled;
  throw new Error(
    `This needs Node ${wanted.join('.')} or newer and runs on ${process.versions.node}: ` +
      'install a newer Node, or (on Linux and Windows) run `npm ci`, which brings one along.',
  );
}

/** Node before 22.18 runs TypeScript only when told to. */
function flags() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const asksFirst = (major === 22 && minor >= 13 && minor < 18) || (major === 23 && minor < 6);
  return ['--disable-warning=ExperimentalWarning', ...(asksFirst ? ['--experimental-strip-types'] : [])];
}

/** @typedef {(text: string, to: 'stdout' | 'stderr') => void} Take */

/**
 * Runs a program until it ends, with our terminal. Signals sent to us are passed on to it.
 * When npm started us and is gone (killed, so that it could tell us nothing), the program is ended too.
 *
 * @param {string} command
 * @param {readonly string[]} [args]
 * @param {import('node:child_process').SpawnOptions & { take?: Take }} [options] `take` is given what the
 *   program prints, in place of our terminal.
 * @returns {Promise<{ code: number, interrupted: NodeJS.Signals | undefined }>} `code` is 128 + n for a program
 *   that signal n ended; `interrupted` is the signal that we were sent in the meantime.
 */
export function run(command, args = [], options = {}) {
  return new Promise((resolve, reject) => {
    const { take, ...rest } = options;
    /** @type {import('node:child_process').StdioOptions} */
    const stdio = take ? ['inherit', 'pipe', 'pipe'] : 'inherit';
    /** @type {import('node:child_process').ChildProcess} */
    const child = spawn(command, args, { stdio, cwd: root, ...rest });
    for (const name of /** @type {const} */ (['stdout', 'stderr'])) {
      child[name]?.setEncoding('utf8').on('data', (/** @type {string} */ text) => take?.(text, name));
    }
    /** @type {NodeJS.Signals | undefined} */
    let interrupted;
    /** @param {NodeJS.Signals} signal */
    const forward = (signal) => {
      // A Ctrl-C reaches the whole terminal group and is passed on by npm as well: once is enough.
      if (interrupted !== signal) child.kill(signal);
      interrupted = signal;
    };
    for (const signal of signals) process.on(signal, forward);

    const parent = process.ppid;
    const orphaned = setInterval(() => {
      if (process.env['npm_lifecycle_event'] && process.ppid !== parent) forward('SIGTERM');
    }, 250);

    const settled = () => {
      clearInterval(orphaned);
      for (const signal of signals) process.off(signal, forward);
    };
    child.on('error', (error) => {
      settled();
      reject(error);
    });
    child.on('close', (code, signal) => {
      settled();
      resolve({ code: code ?? 128 + (signal ? constants.signals[signal] : 0), interrupted });
    });
  });
}

/**
 * Runs a script on the Node that `resolveNode` gives. That Node also comes first on PATH, for whatever the
 * script starts in its turn.
 *
 * @param {string} script
 * @param {readonly string[]} [args]
 * @param {import('node:child_process').SpawnOptions & { take?: Take }} [options]
 */
export function runNode(script, args = [], options = {}) {
  const node = resolveNode();
  const env = { ...(options.env ?? process.env) };
  const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  env[name] = [path.dirname(node), env[name]].filter(Boolean).join(path.delimiter);
  return run(node, [...flags(), script, ...args], { ...options, env });
}

/**
 * True when a module is the script that Node was asked to run.
 *
 * @param {string} url its `import.meta.url`
 */
export function isMain(url) {
  const script = process.argv[1];
  return script !== undefined && existsSync(script) && realpathSync(script) === fileURLToPath(url);
}

/**
 * Prints one line and ends the process.
 *
 * @param {unknown} error
 * @returns {never}
 */
export function fail(error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

if (isMain(import.meta.url)) {
  const [script, ...args] = process.argv.slice(2);
  if (script === undefined) fail('Usage: node tools/node.mjs script.js [arguments…]');
  try {
    const { code } = await runNode(script, args, { cwd: process.cwd() });
    if (code > 128) {
      const signal = Object.entries(constants.signals).find(([, number]) => number === code - 128)?.[0];
      if (signal !== undefined) process.kill(process.pid, signal);
    }
    process.exitCode = code;
  } catch (error) {
    fail(error);
  }
}
