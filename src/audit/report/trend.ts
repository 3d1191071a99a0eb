import type { ProbeId, Verdict } from '../outcome.ts';

/** What is needed of a run to compare another with it. An `Outcome` is one. */
export interface Run {
  /** Instant, ms since the epoch. */
  readonly began: number;
  readonly verdict: Verdict;
  readonly target: { readonly bases: readonly string[] };
  readonly probes: readonly { readonly id: ProbeId; readonly name: string; readonly verdict: Verdict }[];
}

/** How the probes changed since another run. Every probe that failed, then or now, is in one of the four. */
export interface Trend {
  readonly since: number;
  /** Failed then, passes now. */
  readonly fixed: readonly Named[];
  /** Fails now, and did not then. */
  readonly fresh: readonly Named[];
  /** Fails, as it did then. */
  readonly same: readonly Named[];
  /** Passed or failed then; now nobody can say, or it did not run. Neither better nor worse. */
  readonly lost: readonly Named[];
  /** The last run asked another application: bases that are not asked now. */
  readonly elsewhere: boolean;
}

interface Named {
  readonly id: ProbeId;
  readonly name: string;
}

export function trendSince(previous: Run, now: Run): Trend {
  const then = new Map(previous.probes.map(({ id, verdict }) => [id, verdict]));
  const current = new Map(now.probes.map(({ id, verdict }) => [id, verdict]));
  const failing = now.probes.filter(({ verdict }) => verdict === 'fail');
  return {
    since: previous.began,
    fixed: now.probes.filter(({ id, verdict }) => verdict === 'pass' && then.get(id) === 'fail').map(named),
    fresh: failing.filter(({ id }) => then.get(id) !== 'fail').map(named),
    same: failing.filter(({ id }) => then.get(id) === 'fail').map(named),
    lost: previous.probes
      .filter(({ id, verdict }) => verdict !== 'inconclusive' && isUnknown(current.get(id)))
      .map(named),
    elsewhere: !now.target.bases.some((base) => previous.target.bases.map(hostOf).includes(hostOf(base))),
  };
}

function isUnknown(verdict: Verdict | undefined): boolean {
  return verdict === undefined || verdict === 'inconclusive';
}

function named({ id, name }: Named): Named {
  return { id, name };
}

/** Without the port, which a test picks anew each time. */
function hostOf(base: string): string {
  return URL.canParse(base) ? new URL(base).hostname : base;
}
