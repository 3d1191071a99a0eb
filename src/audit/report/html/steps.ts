import type { Outcome } from '../../outcome.ts';
import { eventsOf, type Tone } from '../tone.ts';

/** A point of the strip: one event, or several alike that followed each other. */
export interface Step {
  readonly kind: 'login' | 'logout' | 'look';
  readonly tone: Tone | undefined;
  /** What happened; the first of several. */
  readonly what: string;
  /** ms since the audit began. */
  readonly from: number;
  readonly to: number;
  readonly times: number;
  /** How it is from here until the next step: the worst that is known of any credential. */
  readonly way: Tone;
}

/** As many as can be read side by side. */
const MOST = 8;

const WORST: readonly Tone[] = ['bad', 'unclear', 'allowed', 'expected', 'good', 'shut'];

/** How much a step is worth showing when not all can be: the logout and what is open first. */
const WORTH: Readonly<Record<Tone | 'mark' | 'nothing', number>> = {
  mark: 0,
  bad: 1,
  unclear: 2,
  allowed: 3,
  good: 4,
  expected: 5,
  shut: 6,
  nothing: 7,
};

/** The strip of `outcome`: what followed each other alike is one step, and of too many the least telling are left out. */
export function stepsOf(outcome: Outcome): { readonly steps: readonly Step[]; readonly left: number } {
  const steps = allSteps(outcome).filter(isTelling);
  if (steps.length <= MOST) return { steps, left: 0 };
  const kept = new Set(
    steps.toSorted((one, other) => worth(one, steps) - worth(other, steps)).slice(0, MOST),
  );
  return { steps: steps.filter((step) => kept.has(step)), left: steps.length - kept.size };
}

function allSteps(outcome: Outcome): Step[] {
  const steps: Step[] = [];
  const known = new Map<string, Tone>();
  const events = eventsOf(outcome);
  for (const [index, { at, what, tone, kind, signedIn }] of events.entries()) {
    const last = steps.at(-1);
    if (tone === undefined) known.clear();
    else known.set(subjectOf(what), tone);
    // Nobody has looked between the logout and the first replay: what the replay shows was so since.
    const unseen = signedIn ? 'expected' : events.slice(index).find((one) => one.tone)?.tone;
    const way = WORST.find((one) => [...known.values()].includes(one)) ?? unseen ?? 'shut';
    if (last && tone !== undefined && last.tone === tone) {
      steps[steps.length - 1] = { ...last, to: at, times: last.times + 1, way };
    } else if (tone !== undefined || kind !== 'look') {
      steps.push({ kind, tone, what, from: at, to: at, times: 1, way });
    }
  }
  return steps;
}

/** A login or logout after which nobody looked tells nothing; but how it began is always told. */
function isTelling({ kind, tone }: Step, at: number, steps: readonly Step[]): boolean {
  const isFirst = steps.findIndex((step) => step.kind === kind) === at;
  return tone !== undefined || isFirst || steps[at + 1]?.tone !== undefined;
}

function worth(step: Step, steps: readonly Step[]): number {
  if (step.tone !== undefined) return WORTH[step.tone];
  const isFirst = steps.find(({ kind }) => kind === step.kind) === step;
  return isFirst ? WORTH.mark : WORTH.nothing;
}

/** Which credential an event is about: "access token" of "access token, 5 s after", and all of them of "alive 5 s after logout". */
function subjectOf(what: string): string {
  const [, where] = /^(?:alive|dead|unclear)\b.* after logout\b(.*)$/i.exec(what) ?? [];
  return where ?? (what.split(/[,:;(]/)[0] ?? '').trim().toLowerCase();
}
