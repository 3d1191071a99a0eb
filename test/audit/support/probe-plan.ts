import type { Plan } from '../../../src/audit/plan.ts';
import { planOfFile } from '../../../src/audit/setup/file-plan.ts';
import { ENVIRONMENT, type Running, type Target } from '../../targets/target.ts';

/** The plan of a target that runs, with little patience. */
export async function planOf(target: Target, { base }: Running): Promise<Plan> {
  const { login, me, logout, budget, ...plan } = await planOfFile(
    target.plan(base),
    target.name,
    ENVIRONMENT,
  );
  if (!login || !me || !logout) throw new Error(`${target.name} has no whole plan`);
  return { ...plan, login, me, logout, budget: { ...budget, patience: 5_000 } };
}
