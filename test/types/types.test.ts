import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { read, root } from '../house/sources.ts';

const run = promisify(execFile);

it('has types that fit what applications write, under the settings that they have with a bundler', async () => {
  const tsc = `${root}node_modules/typescript/bin/tsc`;
  const outcome = await run(process.execPath, [tsc, '-p', `${root}test/types/tsconfig.json`]).then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
  expect(outcome).toBe('');
}, 120_000);

it('are shown as they are compiled: every line that the documentation has of other libraries', () => {
  const compiled = read('test/types/usual.tsx').replaceAll(/\s+/g, ' ');
  const blocks = [...read('docs/react-and-others.md').matchAll(/^```tsx?\n([^]*?)^```/gm)];
  expect(blocks.length).toBeGreaterThan(6);
  for (const [, code = ''] of blocks) expect(compiled).toContain(code.trim().replaceAll(/\s+/g, ' '));
});
