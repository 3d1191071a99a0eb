import { Context } from './context.ts';
import { takeControls } from './judging/controls.ts';
import { CapReached, Gate } from './network/gate.ts';
import type { AuditOptions } from './options.ts';
import type { Outcome, ProbeResult } from './outcome.ts';
import type { World } from './people/person.ts';
import type { Plan } from './plan.ts';
import type { Probe } from './probe.ts';
import { PROBES } from './probes/index.ts';
import { redacted } from './secrets/redact.ts';
import { controlsOf, resultOf } from './result.ts';
import { Secrets } from './secrets/secrets.ts';
import { Sender } from './network/sender.ts';
import { SetupError } from './setup-error.ts';
import { summaryOf, verdictOf } from './summary.ts';
import { instant } from './network/wire.ts';

export type { AuditOptions, Progress } from './options.ts';

/**
 * Tries whether the logout of an application holds. Throws `SetupError` when it cannot begin: a host that is not allowed, a login that
 * does not work, an answer that is the same for everybody. Whatever stops it later makes what is left inconclusive.
 */
export async function audit(plan: Plan, options: AuditOptions = {}): Promise<Outcome> {
  const began = instant();
  const {
    maxRequests = 2_000,
    timeout = 10_000,
    signal = new AbortController().signal,
    progress = () => undefined,
  } = options;
  if (!Number.isInteger(maxRequests) || maxRequests < 1)
    throw new SetupError('The cap on requests is a whole number, 1 or more.');
  const chosen = chosenOf(options.probes);
  const secrets = secretsOf(plan);
  const gate = new Gate(options.allowHosts ?? [], maxRequests);
  const told = (): void => progress({ kind: 'requests', made: gate.made, most: gate.most });
  const world: World = { plan, secrets, sender: new Sender(gate, secrets, timeout, signal, told) };
  await checkBases(plan, gate);

  const able = chosen.filter((probe) => probe.notRun(plan) === undefined);
  progress({ kind: 'began', probes: able.map(({ id, name }) => ({ id, name })) });
  const judge = await takeControls(world).catch((error: unknown) => {
    if (error instanceof CapReached) return error;
    throw error;
  });
  const context = judge instanceof CapReached ? judge : new Context(world, judge, began, signal);
  const { matrix, timeline } = context instanceof Context ? context : { matrix: [], timeline: [] };
  const probes: ProbeResult[] = [];
  for (const probe of able) {
    progress({ kind: 'probe', id: probe.id, name: probe.name });
    const result = await resultOf(probe, context, began);
    if (context instanceof Context) await context.tidy();
    probes.push(result);
    progress({ kind: 'ended', result: redacted(result, secrets) });
  }
  probes.sort((one, other) => (one.id < other.id ? -1 : 1));
  const notRun = chosen.flatMap((probe) => {
    const why = probe.notRun(plan);
    return why ? [{ id: probe.id, name: probe.name, ...why }] : [];
  });
  const outcome: Outcome = {
    verdict: verdictOf(probes),
    summary: summaryOf(probes),
    target: { bases: plan.bases, guesses: plan.guesses },
    began: Math.round(began),
    ended: Math.round(instant()),
    requests: { made: gate.made, most: gate.most },
    controls: judge instanceof CapReached ? undefined : controlsOf(judge, began),
    probes,
    notRun: notRun.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
    matrix,
    timeline: timeline.toSorted((one, other) => one.at - other.at),
  };
  return redacted(outcome, secrets);
}

function chosenOf(ids: readonly string[] | undefined): readonly Probe[] {
  const wanted = ids?.map((id) => id.toUpperCase());
  const unknown = wanted?.find((id) => !PROBES.some((probe) => probe.id === id));
  if (unknown !== undefined)
    throw new SetupError(
      `There is no probe ${JSON.stringify(unknown)}: they are ${PROBES.map(({ id }) => id)
        .toSorted()
        .join(', ')}.`,
    );
  return wanted === undefined ? PROBES : PROBES.filter(({ id }) => wanted.includes(id));
}

function secretsOf(plan: Plan): Secrets {
  const secrets = new Secrets();
  for (const [name, value] of Object.entries(plan.variables)) secrets.addNamed(name, value);
  for (const part of ['d', 'k', 'p', 'q']) {
    const value = plan.backchannel?.key[part];
    if (typeof value === 'string') secrets.add('key', value);
  }
  if (plan.canary !== undefined) secrets.addCanary(plan.canary);
  return secrets;
}

async function checkBases(plan: Plan, gate: Gate): Promise<void> {
  if (plan.bases.length === 0)
    throw new SetupError(
      'The plan has no base: say where the application is, such as http://127.0.0.1:3000.',
    );
  for (const base of plan.bases) {
    const url = URL.parse(base);
    if (!url) throw new SetupError('A base of the plan is no URL: write it as http://127.0.0.1:3000.');
    await gate.check(url);
  }
}
