/**
 * `npm test`: installs what is missing, builds, checks the repository, then runs the tests. Stops at the first
 * step that fails. The last line says `N passed, N failed`.
 *
 *   npm test -- [arguments for vitest]     builds and runs those tests, without the checks
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { build } from './build.mjs';
import { ensureChromium } from './chromium.mjs';
import { install } from './install.mjs';
import { fail, root, run, runNode } from './node.mjs';
import { ensureRedis } from './redis.mjs';
import { secretsIn } from './secrets.mjs';

const chosen = process.argv.slice(2);
const temporary = mkdtempSync(path.join(tmpdir(), 'curfew-test-'));
process.on('exit', () => rmSync(temporary, { recursive: true, force: true }));

/** @param {number} start */
const seconds = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`;

// What prints into a pipe would else leave out the colours.
if (process.stdout.isTTY) process.env['FORCE_COLOR'] = '1';

/** @typedef {import('./node.mjs').Take} Take */

/**
 * @param {Take} take
 * @param {string} script the path of a tool below node_modules
 * @param {string[]} args
 */
async function tool(take, script, ...args) {
  const { code } = await runNode(path.join(root, 'node_modules', script), args, { take });
  return code;
}

/**
 * Packs what would be published, and looks into it.
 *
 * @param {Take} take
 */
async function packed(take) {
  const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const tarball = path.join(temporary, `${name}-${version}.tgz`);
  const pack = ['pack', '--ignore-scripts', '--loglevel=error', '--silent', '--pack-destination', temporary];
  const { code } = await run('npm', pack, {
    shell: process.platform === 'win32',
    take: (text, to) => to === 'stderr' && take(text, to),
  });
  const attw = ['--profile', 'esm-only', '--no-emoji', '--quiet'];
  return (
    code ||
    (await tool(take, 'publint/src/cli.js', 'run', '--strict', tarball)) ||
    (await tool(take, '@arethetypeswrong/cli/dist/index.js', ...attw, tarball))
  );
}

/** @type {[title: string, check: (take: Take) => Promise<number>][]} */
const checks = [
  ['lint (oxlint)', (take) => tool(take, 'oxlint/bin/oxlint', '--type-aware', '--deny-warnings')],
  ['types (tsc)', (take) => tool(take, 'typescript/bin/tsc', '--noEmit')],
  ['unused code (knip)', (take) => tool(take, 'knip/bin/knip.js', '--no-progress', '--no-config-hints')],
  ['package (npm pack, publint, attw)', packed],
  [
    'format (prettier)',
    (take) => tool(take, 'prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'),
  ],
];

const report = path.join(temporary, 'vitest.json');

/** Runs the tests, and then looks for secrets in everything that they have printed. */
async function tests() {
  let printed = '';
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...chosen];
  const { code } = await runNode(path.join(root, 'node_modules', 'vitest/vitest.mjs'), args, {
    take: (text, to) => {
      process[to].write(text);
      printed += text;
    },
  });
  const leaks = secretsIn(printed);
  for (const leak of leaks) process.stderr.write(`The output of the tests contains ${leak}.\n`);
  return leaks.length > 0 ? 1 : code;
}

/**
 * @param {number} code how vitest ended
 * @returns {string} the counts; a test file that could not run, or a run that failed otherwise, counts as one failure
 */
function summary(code) {
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'));
    passed = result.numPassedTests;
    skipped = result.numPendingTests + result.numTodoTests;
    for (const file of result.testResults) {
      const failures = file.assertionResults.filter(
        (/** @type {{ status: string }} */ test) => test.status === 'failed',
      );
      failed += failures.length === 0 && file.status === 'failed' ? 1 : failures.length;
    }
  } catch {
    process.stderr.write('vitest left no report.\n');
  }
  if (code !== 0) failed = Math.max(failed, 1);
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

const begin = performance.now();
try {
  await install();
  process.env['CHROMIUM'] = await ensureChromium();
  process.env['REDIS_SERVER'] = await ensureRedis();
} catch (error) {
  fail(error);
}

/**
 * Prints the message of what a step has thrown: it counts as failed.
 *
 * @param {unknown} error
 */
function tellOf(error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
}

/**
 * @param {number} code
 * @param {number} start
 */
const outcome = (code, start) => `   ${code === 0 ? 'ok' : 'FAILED'} after ${seconds(start)}\n`;

/**
 * @param {string} title
 * @param {() => Promise<number>} step which prints as it goes
 */
async function alone(title, step) {
  process.stdout.write(`\n── ${title}\n`);
  const start = performance.now();
  const code = await step().catch(tellOf);
  process.stdout.write(outcome(code, start));
  return code;
}

/** Runs the checks side by side; each prints all that it has to say when it is over. Answers the first that failed. */
async function firstThatFails() {
  const start = performance.now();
  const codes = await Promise.all(
    checks.map(async ([title, check]) => {
      let printed = '';
      const code = await check((text) => (printed += text)).catch(tellOf);
      process.stdout.write(`\n── ${title}\n${printed}${outcome(code, start)}`);
      return code;
    }),
  );
  return checks.find((_, index) => codes[index] !== 0)?.[0];
}

let broken = (await alone('build', build)) === 0 ? undefined : 'build';
if (broken === undefined && chosen.length === 0) broken = await firstThatFails();
if (broken === undefined) {
  const code = await alone('tests (vitest)', tests);
  process.stdout.write(`\nEverything took ${seconds(begin)}.\n${summary(code)}\n`);
  process.exitCode = code;
} else {
  process.stdout.write(
    `\nStopped at "${broken}": the tests did not run, and that step counts as the failure.\n`,
  );
  process.stdout.write('0 passed, 1 failed\n');
  process.exitCode = 1;
}
