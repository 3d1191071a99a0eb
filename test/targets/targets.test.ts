import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { findProgram } from '../../tools/programs.mjs';
import { targets } from './index.ts';
import { at } from './support/at.ts';
import { handPlan } from './support/plan.ts';
import type { Target } from './target.ts';
import { until } from '../support/until.ts';

const folder = import.meta.dirname;
/** What is simply accepted after the logout, sent as it was before. */
const REPLAYED = new Set([
  'express-jwt-stateless',
  'iron-session-cleared',
  'nestjs-denylist-beside-the-guard',
  'next-stateless-cookie',
  'python-signed-cookie',
]);

function isMissing({ needs }: Target): boolean {
  return needs !== undefined && findProgram({ names: [needs.program] }) === undefined;
}

function titleOf(target: Target): string {
  const { needs } = target;
  return isMissing(target)
    ? `${target.name} CANNOT RUN: no ${needs?.program} here; Debian has it in ${needs?.package}`
    : target.name;
}

for (const target of targets) {
  const replay = REPLAYED.has(target.name) ? 'accepts' : 'refuses';
  it.skipIf(isMissing(target)).concurrent(
    `${titleOf(target)} signs in and out, and ${replay} what was sent before the logout`,
    async () => {
      await using site = await at(target.name);
      const { stranger, alice } = site;
      expect(await stranger().isAlive(), 'a stranger is nobody').toBe(false);
      const visitor = await alice();
      expect(await visitor.isAlive(), 'alice is signed in').toBe(true);
      const copy = visitor.copy();
      expect((await visitor.logout()).status, 'the logout is acknowledged').toBeLessThan(400);
      if (target.name === 'express-short-token')
        await until(async () => !(await copy.isAlive()), 'the token has expired', 3_000);
      expect(await copy.isAlive(), 'the replay').toBe(REPLAYED.has(target.name));
      expect(await (await alice()).isAlive(), 'a new login').toBe(true);
    },
    120_000,
  );
}

it('has every target once, by the name of its file, with a short plan', async () => {
  const files = readdirSync(folder).filter(
    (name) => !['target.ts', 'index.ts', 'support', 'faults', 'targets.test.ts'].includes(name),
  );
  expect(targets.map(({ name }) => name).toSorted()).toEqual(
    files.map((file) => basename(file, '.ts')).toSorted(),
  );
  for (const target of targets) {
    const plan = target.plan('http://127.0.0.1:1');
    expect(plan.trim().split('\n').length, target.name).toBeLessThanOrEqual(25);
    expect(handPlan(target, { base: 'http://127.0.0.1:1' } as never).logout, target.name).toBeDefined();
  }
});

it('plants every probe that a logout can fail, and has enough that is sound', () => {
  const planted = new Set(targets.flatMap(({ faults }) => faults));
  const probes = Array.from({ length: 18 }, (_, at_) => `P${String(at_ + 1).padStart(2, '0')}`);
  expect(probes.filter((id) => !planted.has(id as `P${string}`))).toEqual(['P11']);
  expect(targets.filter(({ faults }) => faults.length === 0).length).toBeGreaterThanOrEqual(8);
  expect(targets.length).toBeGreaterThanOrEqual(24);
});

it('shows the fault of every target in a test of its own', () => {
  const tests = readdirSync(join(folder, 'faults')).map((file) =>
    readFileSync(join(folder, 'faults', file), 'utf8'),
  );
  const shown = (name: string): boolean => tests.some((text) => text.includes(`'${name}'`));
  const faulty = targets.filter(({ faults, name }) => faults.length > 0 && !REPLAYED.has(name));
  expect(faulty.map(({ name }) => name).filter((name) => !shown(name))).toEqual([]);
});
