import { Context } from './context.ts';
import { Inconclusive } from './inconclusive.ts';
import type { Judge } from './judging/judge.ts';
import type { Outcome, ProbeResult } from './outcome.ts';
import type { Finding, Probe } from './probe.ts';
import { exchangeOf } from './secrets/redact.ts';
import { SetupError } from './setup-error.ts';
import { instant } from './network/wire.ts';

/** Runs one probe. Whatever it throws makes it inconclusive, except an abort and a host that may not be asked. */
export async function resultOf(probe: Probe, context: Context | Error, began: number): Promise<ProbeResult> {
  const start = instant();
  const finding = await (context instanceof Context ? probe.run(context) : Promise.reject(context)).catch(
    (error: unknown): Finding => {
      if (context instanceof Context) context.signal.throwIfAborted();
      if (error instanceof SetupError) throw error;
      const message = error instanceof Error ? error.message : String(error);
      const said = error instanceof Inconclusive ? message : `The probe itself went wrong: ${message}`;
      return { verdict: 'inconclusive', evidence: `${said.replace(/\.$/, '')}.` };
    },
  );
  const { shown = [], notes = [], ...rest } = finding;
  return {
    id: probe.id,
    name: probe.name,
    ...rest,
    notes,
    exchanges: shown.map(({ caption, reply }) => ({ caption, exchange: exchangeOf(reply, began) })),
    references: probe.references,
    took: Math.round(instant() - start),
  };
}

/** The controls as an outcome has them. */
export function controlsOf({ controls }: Judge, began: number): Outcome['controls'] {
  return {
    authenticated: exchangeOf(controls.authenticated[0], began),
    anonymous: exchangeOf(controls.anonymous[0], began),
    garbage: exchangeOf(controls.garbage[0], began),
  };
}
