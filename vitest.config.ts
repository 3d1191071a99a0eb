import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 13)) {
  // On an older Node a failing assertion would be hidden, and node:sqlite is not there.
  throw new Error('Run the tests with `npm test`: it brings a Node that is new enough.');
}

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

export default defineConfig({
  // The other one is as Node finds it, so that there is one GraphQL, and not another for those who require it.
  resolve: { alias: [...sources(), { find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    pool: 'forks',
    testTimeout: 30_000,
    fsModuleCache: false,
  },
});
