import { Context } from '../../../src/audit/context.ts';
import { takeControls } from '../../../src/audit/judging/controls.ts';
import { Gate } from '../../../src/audit/network/gate.ts';
import type { ProbeResult } from '../../../src/audit/outcome.ts';
import type { Plan } from '../../../src/audit/plan.ts';
import type { Probe } from '../../../src/audit/probe.ts';
import { redacted } from '../../../src/audit/secrets/redact.ts';
import { resultOf } from '../../../src/audit/result.ts';
import { Secrets } from '../../../src/audit/secrets/secrets.ts';
import { Sender } from '../../../src/audit/network/sender.ts';
import { instant } from '../../../src/audit/network/wire.ts';
import { targets } from '../../targets/index.ts';
import { planOf } from './probe-plan.ts';

export interface ProbeRun {
  readonly result: ProbeResult;
  /** How many requests it took, the controls included. */
  readonly requests: number;
}

interface Limits {
  readonly most?: number;
  readonly signal?: AbortSignal;
}

/** Runs one probe alone, as an audit does. */
export async function runProbe(
  probe: Probe,
  plan: Plan,
  { most = 2_000, signal = new AbortController().signal }: Limits = {},
): Promise<ProbeRun> {
  const secrets = new Secrets();
  for (const [name, value] of Object.entries(plan.variables)) secrets.add(name, value);
  const gate = new Gate([], most);
  const world = { plan, secrets, sender: new Sender(gate, secrets, 5_000, signal, () => undefined) };
  const began = instant();
  const context = new Context(world, await takeControls(world), began, signal);
  const result = await resultOf(probe, context, began);
  await context.tidy();
  return { result: redacted(result, secrets), requests: gate.made };
}

/** Starts a target by its name, runs one probe on it, and stops it. `change` makes another plan of its own. */
export async function probeTarget(
  probe: Probe,
  name: string,
  change: (plan: Plan) => Plan = (plan) => plan,
  limits?: Limits,
): Promise<ProbeRun> {
  const target = targets.find((one) => one.name === name);
  if (!target) throw new Error(`there is no target ${name}`);
  await using running = await target.start();
  return await runProbe(probe, change(await planOf(target, running)), limits);
}
