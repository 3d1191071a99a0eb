import { expect, it } from 'vitest';
import type { Outcome, ProbeId } from '../../../src/audit/outcome.ts';
import { PROBES } from '../../../src/audit/probes/index.ts';
import { audit } from '../../../src/audit/run.ts';
import type { Target } from '../../targets/target.ts';
import { findProgram } from '../../../tools/programs.mjs';
import { planOf } from './probe-plan.ts';

/** How long a token that lives on is watched, ms: longer than any target's cache. */
const PATIENCE = 4_000;

/** The ids of the probes with that verdict. */
export function probesOf(outcome: Outcome, verdict: 'pass' | 'fail' | 'inconclusive'): ProbeId[] {
  return outcome.probes.filter((probe) => probe.verdict === verdict).map(({ id }) => id);
}

/** Those that start a browser or race many requests: on a faulty target they run when it was planted for them, or with `TARGETS=all`. */
const SLOW: ReadonlySet<ProbeId> = new Set(['P05', 'P06', 'P07', 'P08', 'P10', 'P15']);

function probesFor({ faults }: Target): ProbeId[] | undefined {
  if (faults.length === 0 || process.env['TARGETS'] === 'all') return undefined;
  return PROBES.map(({ id }) => id).filter((id) => faults.includes(id) || !SLOW.has(id));
}

async function auditTarget(target: Target): Promise<Outcome> {
  await using running = await target.start();
  const plan = await planOf(target, running);
  return await audit(
    { ...plan, budget: { ...plan.budget, patience: Math.min(plan.budget.patience, PATIENCE) } },
    { maxRequests: 20_000, probes: probesFor(target) },
  );
}

/** A test per target; one that cannot run here says so in its title. */
export function forTargets(
  targets: readonly Target[],
  judged: (target: Target, outcome: Outcome) => void,
): void {
  for (const target of targets) {
    const { program = '' } = target.needs ?? {};
    const missing = program !== '' && findProgram({ names: [program] }) === undefined;
    const unable = missing ? ` CANNOT RUN: no ${program} here` : '';
    it.skipIf(missing)(`${target.name}${unable}: ${target.title}`, async () => {
      const outcome = await auditTarget(target);
      judged(target, outcome);
      expect(JSON.stringify(outcome)).not.toContain('correct-horse');
    });
  }
}
