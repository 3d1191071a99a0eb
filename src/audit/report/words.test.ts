import { describe, expect, it } from 'vitest';
import { failing, inconclusive, passing } from '../../../test/audit/support/outcomes.ts';
import type { Outcome } from '../outcome.ts';
import { howLong, instant, isUnsaid, tally, worstCase } from './words.ts';

/** The failing outcome, its failures with these worst cases. */
function lasting(...cases: readonly { worstCase: string; worstCaseMs?: number }[]): Outcome {
  const [first] = failing.probes;
  const probes = first ? cases.map((one) => ({ ...first, worstCaseMs: undefined, ...one })) : [];
  return { ...failing, probes };
}

describe('the words of the reports', () => {
  it('say durations as people do', () => {
    expect([0, 340, 1_234, 41_300, 60_000, 900_000, 5_400_000, 172_800_000].map(howLong)).toEqual([
      '0 ms',
      '340 ms',
      '1.2 s',
      '41 s',
      '1 minute',
      '15 minutes',
      '1.5 hours',
      '2 days',
    ]);
  });

  it('say when it was, wherever one reads it', () => {
    expect(instant(failing.began)).toMatch(/^21 November 2026.* 14:15 UTC$/);
    expect(instant(Number.NaN)).toBe('at an unknown time');
  });

  it('count verdicts', () => {
    expect(tally(failing)).toEqual({ pass: 7, fail: 2, inconclusive: 1, notRun: 3 });
  });

  it('name the worst of the worst cases, and one that nobody can count before all others', () => {
    const short = { worstCase: '5 minutes', worstCaseMs: 300_000 };
    const long = { worstCase: '1 day', worstCaseMs: 86_400_000 };
    expect(worstCase(lasting(short, long))?.words).toBe('1 day');
    expect(worstCase(lasting(short, { worstCase: 'for ever' }, long))?.words).toBe('for ever');
    expect(worstCase(passing)).toBeUndefined();
  });

  it('know when no probe says the verdict', () => {
    expect([failing, passing, inconclusive].map(isUnsaid)).toEqual([false, false, true]);
  });
});
