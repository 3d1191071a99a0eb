import type { Examiner, Finding, LeaseSeen, LogSeen } from '../core/finding.ts';
import { ok, problem, warning } from '../core/finding.ts';
import { silence } from '../core/limits.ts';
import { sleep, systemTimers } from '../core/timers.ts';
import { count } from './output.ts';

/** How often, and for how long at most, the leases are looked at, ms. */
const [LOOK, LONGEST] = [50, 2_500];

/** A node attached to a store. */
export interface NodeSeen {
  readonly id: string;
  readonly staleness: number;
  /** `silent`: no heartbeat for longer than it may; `unknown`: none yet, and it was not watched for long enough. */
  readonly lease: 'live' | 'silent' | 'unknown';
  /** Of its last heartbeat: at most that, ms, where it is live; at least that, where it is not. */
  readonly age: number;
  /** How many entries of the log it has not acknowledged; null when it has not read this generation of the log. */
  readonly behind: number | null;
  /** Whether it has not caught up with where the log stood when the watch began. */
  readonly lags: boolean;
}

/**
 * The nodes, watched until each has sent a heartbeat and caught up, or might have. A store keeps no time of a heartbeat,
 * as no two clocks agree; so its age is what was seen of it.
 */
export async function nodesOf(examiner: Examiner): Promise<{ log: LogSeen | undefined; nodes: NodeSeen[] }> {
  const first = await examiner.log();
  if (!first || first.leases.length === 0) return { log: first, nodes: [] };
  const began = performance.now();
  const beats = new Map(first.leases.map(({ id, beat }) => [id, { beat, since: began, seen: false }]));
  const patience = Math.min(LONGEST, Math.max(...first.leases.map(({ staleness }) => limitOf(staleness))));
  for (let last = began; ;) {
    await sleep(systemTimers, LOOK);
    const now = performance.now();
    const log = await examiner.log();
    if (!log) return { log: first, nodes: [] };
    for (const { id, beat } of log.leases) {
      if (beats.get(id)?.beat !== beat) beats.set(id, { beat, since: last, seen: true });
    }
    const end = performance.now();
    const nodes = log.leases.map((lease) => seenOf(lease, log, first, end, beats.get(lease.id)));
    if (end - began > patience || nodes.every(({ lease, lags }) => lease === 'live' && !lags))
      return { log, nodes };
    last = now;
  }
}

interface Beat {
  readonly since: number;
  readonly seen: boolean;
}

function seenOf(
  lease: LeaseSeen,
  log: LogSeen,
  first: LogSeen,
  now: number,
  beat: Beat | undefined,
): NodeSeen {
  const { id, staleness, place } = lease;
  const age = Math.round(now - (beat?.since ?? now));
  const reads = place && place.generation === log.generation ? place.sequence : undefined;
  const state = age > limitOf(staleness) ? 'silent' : beat?.seen ? 'live' : 'unknown';
  return {
    id,
    staleness,
    lease: state,
    age,
    behind: reads === undefined ? null : Math.max(0, log.sequence - reads),
    lags: first.generation === log.generation && (reads === undefined || reads < first.sequence),
  };
}

/** How long a node may be silent, ms. One that asks every time is never waited for, and polls once a second. */
function limitOf(staleness: number): number {
  return staleness === 0 ? LONGEST : silence(staleness);
}

/** What there is to say of the nodes. */
export function nodeFindings(nodes: readonly NodeSeen[]): Finding[] {
  const found: Finding[] = [];
  const silent = nodes.filter(({ lease }) => lease === 'silent').length;
  if (silent > 0) {
    found.push(
      warning(
        'nodes',
        `${count(silent, 'node')} sent no heartbeat: crashed, suspended or cut off. The next logout waits for it, once`,
        'restart it, or do nothing: that logout gives it up. On shutdown, await curfew.close()',
      ),
    );
  }
  const lagging = nodes.filter(({ lease, lags }) => lease === 'live' && lags).length;
  if (lagging > 0) {
    found.push(
      warning(
        'nodes',
        `${count(lagging, 'node')} polls, and is behind all the same: every logout takes as long as it does`,
        'look at its load, and at its way to the store',
      ),
    );
  }
  const shared = new Set(nodes.map(({ staleness }) => staleness));
  if (shared.size > 1) {
    const text = `different staleness: ${[...shared].toSorted((a, b) => a - b).join(', ')} ms`;
    found.push(problem('staleness', text, 'give all nodes the same, and restart those that have another'));
  }
  if (found.length > 0) return found;
  return [ok('nodes', nodes.length === 0 ? 'none attached' : `${count(nodes.length, 'node')} attached`)];
}
