import { expect } from 'vitest';
import { targets } from '../targets/index.ts';
import { forTargets, probesOf } from './support/on-target.ts';

forTargets(
  targets.filter(({ faults }) => faults.length > 0),
  ({ faults, mayAlso = [] }, outcome) => {
    const failed = probesOf(outcome, 'fail');
    expect(failed, outcome.summary).toEqual(expect.arrayContaining([...faults]));
    expect([...faults, ...mayAlso], outcome.summary).toEqual(expect.arrayContaining(failed));
    expect(outcome.verdict).toBe('fail');
    for (const probe of outcome.probes.filter(({ verdict }) => verdict === 'fail')) {
      expect(probe.evidence).not.toBe('');
      expect(probe.fix).toBeTruthy();
      expect(probe.exchanges.length + probe.notes.length).toBeGreaterThan(0);
    }
  },
);
