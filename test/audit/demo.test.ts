import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Outcome } from '../../src/audit/outcome.ts';
import { Demos } from '../browser/demo-server.ts';
import { run } from '../support/cli.ts';

const demos = new Demos();
const folder = mkdtempSync(join(tmpdir(), 'curfew-audit-'));
afterAll(async () => {
  await demos.end();
  rmSync(folder, { recursive: true, force: true });
});

it('passes the audit, by the plan that is beside it', async () => {
  const { url } = await demos.start(':memory:');
  const json = join(folder, 'outcome.json');
  const plan = ['demo/audit.yaml', '--base', url, '--patience', '3s', '--json', json];
  const { code, out } = await run(['audit', 'http', ...plan]);
  const outcome = JSON.parse(readFileSync(json, 'utf8')) as Outcome;
  expect(outcome.probes.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
  expect(outcome.notRun.map(({ id }) => id)).toEqual(['P14', 'P16', 'P18']);
  expect({ verdict: outcome.verdict, code }).toEqual({ verdict: 'pass', code: 0 });
  expect(out).toMatch(/logout: final/);
  expect(out).not.toContain('correct-horse');
});
