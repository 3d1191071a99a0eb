import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { gzippedSize } from '../support/browser/bundle.ts';
import { root } from './sources.ts';

/** Bytes, minified and gzipped: everything that `curfew/client` exports, and everything of one binding. */
const CLIENT = 3_000;
const BINDING = 1_000;

it.each([
  ['client', CLIENT],
  ['purge', BINDING],
  ['redux', BINDING],
  ['axios', BINDING],
  ['react', BINDING],
  ['tanstack-query', BINDING],
  ['apollo', BINDING],
  ['zustand', BINDING],
  ['jotai', BINDING],
])('curfew/%s fits into %i bytes', async (entry, most) => {
  const size = await gzippedSize(entry);
  expect(size).toBeGreaterThan(100);
  expect(size).toBeLessThanOrEqual(most);
});

it('loads nothing with curfew/client but its own files', async () => {
  const { metafile } = await build({
    stdin: { contents: "export * from 'curfew/client'", resolveDir: root, loader: 'ts' },
    absWorkingDir: root,
    tsconfig: `${root}tsconfig.json`,
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    logLevel: 'silent',
  });
  const files = Object.keys(metafile.inputs).filter((file) => file !== '<stdin>');
  expect(files).toContain('src/client/session.ts');
  expect(files.filter((file) => !file.startsWith('src/client/'))).toEqual([]);
});
