import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

it('runs in node:test, and passes', () => {
  const { status, stdout } = spawnSync(process.execPath, ['--test', 'examples/final-logout.ts'], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '', NODE_TEST_CONTEXT: undefined },
  });
  expect(stdout).toMatch(/after logout access is over/);
  expect(stdout).toMatch(/pass 1\b/);
  expect(status).toBe(0);
});
