// Stryker's configuration: mutates one part of the code, the one that PART names (see parts.mjs).
import { parts } from './parts.mjs';

const name = process.env['PART'] ?? '';
const part = parts[name];
if (!part) throw new Error(`PART is one of: ${Object.keys(parts).join(', ')}`);

export default {
  // What `curfew doctor` looks at is not a law: it is tested with programs and servers, and takes too long for this.
  mutate: [...part.mutate, '!**/*.test.ts', '!src/stores/*/examine*.ts'],
  testRunner: 'vitest',
  vitest: { configFile: 'tools/mutation/vitest.config.ts' },
  coverageAnalysis: 'perTest',
  plugins: ['@stryker-mutator/vitest-runner', './tools/mutation/ignore-messages.mjs'],
  ignorers: ['messages'],
  // TypeScript 7 has no interface that Stryker could read a configuration with: it is told of one that is not there.
  tsconfigFile: 'none.json',
  ignorePatterns: ['dist', 'bench', 'demo', 'examples', 'docs', 'reports'],
  concurrency: Number(process.env['CONCURRENCY'] ?? 2),
  timeoutMS: 5_000,
  reporters: ['json', 'clear-text', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  incremental: true,
  incrementalFile: `reports/mutation/${name}.incremental.json`,
  jsonReporter: { fileName: `reports/mutation/${name}.json` },
};
