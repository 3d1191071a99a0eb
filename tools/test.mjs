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

/**
 * @param {string} script the path of a tool below node_modules
 * @param {string[]} args
 */
async function tool(script, ...args) {
  const { code } = await runNode(path.join(root, 'node_modules', script), args);
  return code;
}

/** Packs what would be published, once for the two checks that look into it. */
async function pack() {
  const { code } = await run(
    'npm',
    ['pack', '--ignore-scripts', '--loglevel=error', '--silent', '--pack-destination', temporary],
    { shell: process.platform === 'win32', stdio: ['ignore', 'ignore', 'inherit'] },
  );
  return code;
}

/** @returns {string} the tarball that `pack` made */
function tarball() {
  const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  return path.join(temporary, `${name}-${version}.tgz`);
}

/** @type {[title: string, step: () => Promise<number>][]} */
const checks = [
  ['format (prettier)', () => tool('prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.')],
  ['lint (oxlint)', () => tool('oxlint/bin/oxlint', '--type-aware', '--deny-warnings')],
  ['types (tsc)', () => tool('typescript/bin/tsc', '--noEmit')],
  ['unused code (knip)', () => tool('knip/bin/knip.js', '--no-progress', '--no-config-hints')],
  ['package (npm pack)', pack],
  ['package (publint)', () => tool('publint/src/cli.js', 'run', '--strict', tarball())],
  [
    'package (attw)',
    () =>
      tool(
        '@arethetypeswrong/cli/dist/index.js',
        '--profile',
        'esm-only',
        '--no-emoji',
        '--quiet',
        tarball(),
      ),
  ],
];

const report = path.join(temporary, 'vitest.json');

/** Runs the tests, and then looks for secrets in everything that they have printed. */
async function tests() {
  let printed = '';
  const env = { ...process.env, ...(process.stdout.isTTY && { FORCE_COLOR: '1' }) };
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...chosen];
  const { code } = await runNode(path.join(root, 'node_modules', 'vitest/vitest.mjs'), args, {
    env,
    tee: (text) => (printed += text),
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

/** @type {typeof checks} */
const steps = [['build', build], ...(chosen.length === 0 ? checks : []), ['tests (vitest)', tests]];
let code = 0;
for (const [title, step] of steps) {
  process.stdout.write(`\n── ${title}\n`);
  const start = performance.now();
  code = await step().catch((error) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  });
  process.stdout.write(`   ${code === 0 ? 'ok' : 'FAILED'} after ${seconds(start)}\n`);
  if (step === tests) {
    process.stdout.write(`\nEverything took ${seconds(begin)}.\n${summary(code)}\n`);
  } else if (code !== 0) {
    process.stdout.write(
      `\nStopped at "${title}": the tests did not run, and that step counts as the failure.\n`,
    );
    process.stdout.write('0 passed, 1 failed\n');
  }
  if (code !== 0) break;
}
process.exitCode = code;
