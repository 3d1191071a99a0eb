import { hash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 13)) {
  // On an older Node a failing assertion would be hidden, and node:sqlite is not there.
  throw new Error('Run the tests with `npm test`: it brings a Node that is new enough.');
}

const root = pathTo('.');

function pathTo(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url));
}

/** `curfew` and its subpaths mean the sources, so that the tests need no build. */
function sources(): { find: RegExp; replacement: string }[] {
  const manifest = JSON.parse(readFileSync(pathTo('package.json'), 'utf8')) as {
    exports: Record<string, string | { default: string }>;
  };
  return Object.entries(manifest.exports).flatMap(([subpath, target]) => {
    if (typeof target === 'string') return [];
    const file = target.default.replace('./dist/', './src/').replace(/\.js$/, '.ts');
    return [{ find: new RegExp(`^curfew${subpath.slice(1)}$`), replacement: pathTo(file) }];
  });
}

/** Those that take longest: begun last, one of them would go on alone at the end. */
const LONGEST = [
  'test/audit/faulty-targets.test.ts',
  'test/browser/logout/logout.test.ts',
  'test/audit/sound-targets.test.ts',
  'test/laws/remembered/kill.test.ts',
  'test/faults/redis.test.ts',
  'test/faults/comparison/comparison.test.ts',
  'test/browser/logout/firefox.test.ts',
  'test/laws/final/stores.test.ts',
  'test/simulation/simulation.test.ts',
  'test/faults/cluster.test.ts',
  'src/cli/doctor-redis.test.ts',
  'test/laws/final/races.test.ts',
  'test/laws/final/processes.test.ts',
  'test/audit/cache.test.ts',
  'test/audit/races.test.ts',
  'test/audit/applications.test.ts',
  'test/browser/demo-story.test.ts',
].map(pathTo);

/** Begins with the longest. The others come in no order, lest all that start many PostgreSQLs come together. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const missing = LONGEST.find((file) => !existsSync(file));
    if (missing !== undefined) throw new Error(`vitest.config.ts names ${missing}, which is not there.`);
    const place = ({ moduleId }: TestSpecification): string => {
      const rank = LONGEST.includes(moduleId) ? LONGEST.indexOf(moduleId) : LONGEST.length;
      return `${rank}`.padStart(2, '0') + hash('sha256', path.relative(root, moduleId));
    };
    return files.toSorted((one, other) => (place(one) < place(other) ? -1 : 1));
  }
}

export default defineConfig({
  // The other one is as Node finds it, so that there is one GraphQL, and not another for those who require it.
  resolve: { alias: [...sources(), { find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/corpus/**/cases/**'],
    pool: 'forks',
    // The tests mostly wait: for servers, for leases, for what is killed to be gone. But what they start needs the cores too.
    maxWorkers: Math.max(2, availableParallelism()),
    sequence: { sequencer: LongestFirst },
    globalSetup: 'test/support/compiled.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fsModuleCache: false,
  },
});
