// Mutation testing: `npm run test:mutation [-- PART…]` changes the code of one part at a time in thousands of small ways,
// runs the part's tests against each, and prints a row of docs/mutation.md for it. Details: reports/mutation/PART.json.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parts } from './mutation/parts.mjs';
import { fail, runNode } from './node.mjs';

/** @typedef {{ status: string, static?: boolean }} Mutant */

const VERSION = '10.1.1';
const root = fileURLToPath(new URL('..', import.meta.url));
const stryker = join(root, 'node_modules/@stryker-mutator/core/bin/stryker.js');

/**
 * A row of the table: what became of the mutants of a part. Those that never ended are counted as noticed.
 * @param {string} part
 */
function row(part) {
  const report = JSON.parse(readFileSync(join(root, `reports/mutation/${part}.json`), 'utf8'));
  /** @type {Mutant[]} */
  const mutants = Object.values(report.files).flatMap((file) => file.mutants);
  /** @param {string} status */
  const count = (status) => mutants.filter((mutant) => mutant.status === status).length;
  const [killed, survived, timeout, uncovered] = /** @type {const} */ ([
    count('Killed'),
    count('Survived'),
    count('Timeout'),
    count('NoCoverage'),
  ]);
  const all = killed + survived + timeout + uncovered;
  const score = (((killed + timeout) / all) * 100).toFixed(1);
  return `| ${[part, all, killed, survived, timeout, uncovered, `${score} %`].join(' | ')} |`;
}

const wanted = process.argv.slice(2);
const stranger = wanted.find((part) => !(part in parts));
if (stranger) fail(`no part ${stranger}; the parts are ${Object.keys(parts).join(', ')}`);
if (!existsSync(stryker)) {
  fail(
    `Stryker is not installed: npm install --no-save @stryker-mutator/core@${VERSION} @stryker-mutator/vitest-runner@${VERSION}`,
  );
}
const rows = [];
for (const part of wanted.length > 0 ? wanted : Object.keys(parts)) {
  const env = { ...process.env, PART: part };
  const { code } = await runNode(stryker, ['run', 'tools/mutation/stryker.config.mjs'], { env });
  if (code !== 0) fail(`Stryker ended with ${code} in ${part}`);
  rows.push(row(part));
}
console.log(`\n| part | mutants | killed | survived | timed out | uncovered | score |\n${rows.join('\n')}`);
