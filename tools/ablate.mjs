// Proves that the tests can fail: takes one guard at a time out of a copy of the sources, runs the tests that
// must notice, says which one did, or which simulated world, and fails when none does.
// `npm run test:ablation [-- NAME]`.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { adapters } from './ablations-adapters.mjs';
import { audit } from './ablations-audit.mjs';
import { bindings } from './ablations-bindings.mjs';
import { client } from './ablations-client.mjs';
import { connections } from './ablations-connections.mjs';
import { foreign } from './ablations-foreign.mjs';
import { holes } from './ablations-holes.mjs';
import { nestjs } from './ablations-nestjs.mjs';
import { oauth } from './ablations-oauth.mjs';
import { redis } from './ablations-redis.mjs';
import { simulated } from './ablations-simulated.mjs';
import { statements } from './ablations-statements.mjs';
import { tickets } from './ablations-tickets.mjs';
import { ablations } from './ablations.mjs';

/** @typedef {{ law: string, name: string, file: string, from: string, to: string, tests: string[], only?: string, seeds?: number }} Ablation */

/** How many worlds may happen before the absence of a guard is noticed in one, unless it says otherwise. */
const WORLDS = 600;
/** How long the tests may take, ms: those of one guard, in thousands of worlds, or those of all guards together. */
const LIMIT = 3_600_000;

const root = fileURLToPath(new URL('..', import.meta.url));
const copied = ['src', 'test', 'tools', 'package.json', 'tsconfig.json', 'vitest.config.ts'];
/** @type {readonly Ablation[]} */
const all = [
  ...ablations,
  ...holes,
  ...simulated,
  ...redis,
  ...oauth,
  ...nestjs,
  ...adapters,
  ...bindings,
  ...client,
  ...connections,
  ...statements,
  ...foreign,
  ...tickets,
  ...audit,
];

/**
 * Runs `tests` in `folder`; answers whether they passed, and what they printed. Of simulated worlds the first that
 * breaks a law is enough.
 * @param {string} folder
 * @param {readonly string[]} tests
 * @param {{ only?: string, seeds?: number }} options
 */
function run(folder, tests, { only, seeds = WORLDS } = {}) {
  const vitest = join(folder, 'node_modules', 'vitest', 'vitest.mjs');
  const result = spawnSync(
    process.execPath,
    [vitest, 'run', '--bail=1', ...tests, ...(only ? ['-t', only] : [])],
    {
      cwd: folder,
      encoding: 'utf8',
      timeout: LIMIT,
      env: { ...process.env, NO_COLOR: '1', SEED: '1', SEEDS: String(seeds), STOP: '1' },
    },
  );
  return { passed: result.status === 0, output: `${result.stdout}\n${result.stderr}` };
}

/**
 * Replaces `from` by `to`, which must be there once: a guard that has moved must be found again by hand.
 * @param {string} folder
 * @param {Pick<Ablation, 'file' | 'from' | 'to'>} guard
 */
function remove(folder, { file, from, to }) {
  const path = join(folder, file);
  const source = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    source.replace(from, () => to),
  );
  return () => writeFileSync(path, source);
}

/**
 * What noticed that a guard is gone: a simulated world, or a test.
 * @param {string} output
 */
function witness(output) {
  const world = /\b(seed \d+: [\w -]+)/.exec(output)?.[1];
  return world ?? /^ FAIL +(.*)$/m.exec(output)?.[1] ?? output.trim().split('\n').at(-1);
}

const wanted = process.argv.slice(2);
const chosen = all.filter(({ name }) => wanted.length === 0 || wanted.some((one) => name.includes(one)));
const folder = mkdtempSync(join(tmpdir(), 'curfew-ablation-'));
let missed = 0;
try {
  for (const name of copied) cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const moved = chosen.filter(({ file, from }) => {
    return readFileSync(join(folder, file), 'utf8').split(from).length !== 2;
  });
  for (const { file, name } of moved) console.log(`MOVED   ${file}: the guard is not there once: ${name}`);
  if (moved.length > 0) throw new Error(`${moved.length} guards have moved`);
  const tests = [...new Set(chosen.flatMap((one) => one.tests))];
  const whole = run(folder, tests, { seeds: 200 });
  if (!whole.passed) throw new Error(`the tests fail with every guard in place:\n${whole.output}`);
  for (const ablation of chosen) {
    const restore = remove(folder, ablation);
    const { passed, output } = run(folder, ablation.tests, ablation);
    restore();
    const caught = !passed && /(\d+) failed/.test(output);
    const by = caught ? ` → ${witness(output)}` : '';
    console.log(`${caught ? 'caught' : 'MISSED'}  ${ablation.law}: without ${ablation.name}${by}`);
    if (!caught) missed += 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`\n${chosen.length - missed} passed, ${missed} failed`);
process.exitCode = missed === 0 ? 0 : 1;
