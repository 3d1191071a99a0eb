// Proves that the tests can fail: takes one guard at a time out of a copy of the sources, runs the tests that
// must notice, and fails when they do not. `npm run test:ablation [-- NAME]`.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ablations } from './ablations.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const copied = ['src', 'test', 'tools', 'package.json', 'tsconfig.json', 'vitest.config.ts'];

/**
 * Runs `tests` in `folder`; answers whether they passed, and what they printed.
 * @param {string} folder
 * @param {readonly string[]} tests
 */
function run(folder, tests) {
  const vitest = join(folder, 'node_modules', 'vitest', 'vitest.mjs');
  const result = spawnSync(process.execPath, [vitest, 'run', '--bail=1', ...tests], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 200_000,
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { passed: result.status === 0, output: `${result.stdout}\n${result.stderr}` };
}

/**
 * Replaces `from` by `to`, which must be there once: a guard that has moved must be found again by hand.
 * @param {string} folder
 * @param {{ file: string, from: string, to: string }} guard
 */
function remove(folder, { file, from, to }) {
  const path = join(folder, file);
  const source = readFileSync(path, 'utf8');
  if (source.split(from).length !== 2) throw new Error(`${file}: the guard is not there once: ${from}`);
  writeFileSync(
    path,
    source.replace(from, () => to),
  );
  return () => writeFileSync(path, source);
}

const wanted = process.argv.slice(2);
const chosen = ablations.filter(
  ({ name }) => wanted.length === 0 || wanted.some((one) => name.includes(one)),
);
const folder = mkdtempSync(join(tmpdir(), 'curfew-ablation-'));
let missed = 0;
try {
  for (const name of copied) cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const tests = [...new Set(chosen.flatMap((one) => one.tests))];
  const whole = run(folder, tests);
  if (!whole.passed) throw new Error(`the tests fail with every guard in place:\n${whole.output}`);
  for (const ablation of chosen) {
    const restore = remove(folder, ablation);
    const { passed, output } = run(folder, ablation.tests);
    restore();
    const caught = !passed && /(\d+) failed/.test(output);
    const failing = /^ FAIL +(.*)$/m.exec(output)?.[1] ?? output.trim().split('\n').at(-1);
    console.log(
      `${caught ? 'caught' : 'MISSED'}  ${ablation.law}: without ${ablation.name}${caught ? ` → ${failing}` : ''}`,
    );
    if (!caught) missed += 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`\n${chosen.length - missed} passed, ${missed} failed`);
process.exitCode = missed === 0 ? 0 : 1;
