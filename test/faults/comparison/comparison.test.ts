import { afterAll, describe, expect, it } from 'vitest';
import type { ContestantName } from './app.ts';
import { TOO_LONG, type Finding } from './finding.ts';
import { measure } from './measure.ts';
import { report } from './report.ts';
import { contestants, rows, run } from './run.ts';

/** `npm run test:comparison` asks for all rows and all contestants; else it is Curfew alone, in what is quick. */
const ALL = process.env['COMPARISON'] === '1';

const findings = new Map<string, Map<ContestantName, Finding>>();

describe('under the faults of the comparison, Curfew', () => {
  it.each(rows.filter(({ quick }) => ALL || quick))(
    'lets nobody back in, signs nobody out, and answers in time: $name',
    { timeout: 120_000 },
    async (row) => {
      const seen = new Map<ContestantName, Finding>();
      findings.set(row.name, seen);
      const chosen = contestants.filter(
        (name) => (ALL || name === 'curfew') && (row.only ?? contestants).includes(name),
      );
      await Promise.all(chosen.map(async (name) => seen.set(name, await run(row, name))));
      const curfew = seen.get('curfew');
      if (!curfew) throw new Error('Curfew takes part in every row');
      if (row.refused) {
        expect(curfew.refuses).toMatch(/ConfigError.*maxmemory-policy/s);
        return;
      }
      // Somebody was told that they are out, or nobody could be; else nothing was tried.
      expect(curfew.back.of + curfew.forked.of + curfew.logouts.size).toBeGreaterThan(0);
      expect(curfew.back.n).toBe(0);
      if (!row.mayEndAll) expect(curfew.out.n).toBe(0);
      expect(curfew.forked.n).toBe(0);
      expect(curfew.longest).toBeLessThan(TOO_LONG);
      expect(curfew.well).toBe(true);
    },
  );
});

it('sees somebody come back, so that seeing nobody means something', { timeout: 60_000 }, async () => {
  const flush = rows.find(({ name }) => name === '`FLUSHALL`');
  if (!flush) throw new Error('there is no such row');
  const { back } = await run(flush, 'denylist');
  expect(back.of).toBeGreaterThan(0);
  expect(back.n).toBe(back.of);
});

afterAll(async () => {
  if (findings.size === rows.length) await report(findings, await measure());
}, 120_000);
