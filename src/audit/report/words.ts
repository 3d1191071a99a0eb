import type { Outcome, Verdict } from '../outcome.ts';

/** What a verdict is called, and the mark that says it without colour. */
export const VERDICTS: Readonly<
  Record<Verdict, { readonly word: string; readonly mark: string; readonly logout: string }>
> = {
  pass: { word: 'passed', mark: '✓', logout: 'final' },
  fail: { word: 'failed', mark: '✗', logout: 'not final' },
  inconclusive: { word: 'inconclusive', mark: '?', logout: 'unclear' },
};

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

const INSTANT = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** A duration in ms as people say it: `340 ms`, `1.2 s`, `15 minutes`. */
export function howLong(ms: number): string {
  if (ms < 1_000) return `${Math.max(0, Math.round(ms))} ms`;
  if (ms < 60_000) return `${Number((ms / 1_000).toFixed(ms < 10_000 ? 1 : 0))} s`;
  const [unit, size] = UNITS.find(([, least]) => ms >= least) ?? ['minute', 60_000];
  return count(Number((ms / size).toFixed(ms / size < 10 ? 1 : 0)), unit);
}

/** An instant, ms since the epoch, in UTC: a report is read elsewhere. */
export function instant(at: number): string {
  return Number.isNaN(new Date(at).getTime()) ? 'at an unknown time' : `${INSTANT.format(at)} UTC`;
}

/** `1 probe`, `3 probes`. */
export function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

/** How many probes came to which verdict, and how many did not run. */
export function tally({ probes, notRun }: Outcome): Readonly<Record<Verdict | 'notRun', number>> {
  const of = (verdict: Verdict): number => probes.filter((probe) => probe.verdict === verdict).length;
  return { pass: of('pass'), fail: of('fail'), inconclusive: of('inconclusive'), notRun: notRun.length };
}

/**
 * Whether no probe says what the verdict says: the audit ended before one could, for instance because an authenticated
 * answer could not be told from an anonymous one. Reports that list probes then say the verdict beside them, lest a
 * list of nothing look like a pass.
 */
export function isUnsaid({ verdict, probes }: Outcome): boolean {
  return verdict !== 'pass' && !probes.some((probe) => probe.verdict === verdict);
}

/** The longest that access lasts by any failing probe, in that probe's words. */
export function worstCase({ probes }: Outcome): { words: string; ms: number | undefined } | undefined {
  const known = probes.flatMap(({ verdict, worstCase: words, worstCaseMs: ms }) =>
    verdict === 'fail' && words !== undefined ? [{ words, ms }] : [],
  );
  // One that nobody can count outlasts all that can be counted.
  return known.toSorted((one, other) => (other.ms ?? Infinity) - (one.ms ?? Infinity))[0];
}
