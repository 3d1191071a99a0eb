import { expect } from 'vitest';
import { targets } from '../targets/index.ts';
import { forTargets, probesOf } from './support/on-target.ts';

forTargets(
  targets.filter(({ faults }) => faults.length === 0),
  (_, outcome) => {
    expect(probesOf(outcome, 'fail'), outcome.summary).toEqual([]);
    expect(probesOf(outcome, 'inconclusive'), outcome.summary).toEqual([]);
    expect(outcome.verdict).toBe('pass');
  },
);
