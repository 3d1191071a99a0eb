import type { ProbeResult, Verdict } from './outcome.ts';

/** Any `fail` makes a fail, else any `inconclusive` makes an inconclusive; nothing at all is no pass. */
export function verdictOf(probes: readonly ProbeResult[]): Verdict {
  if (probes.some(({ verdict }) => verdict === 'fail')) return 'fail';
  return probes.length === 0 || probes.some(({ verdict }) => verdict === 'inconclusive')
    ? 'inconclusive'
    : 'pass';
}

/** The outcome in one plain sentence. */
export function summaryOf(probes: readonly ProbeResult[]): string {
  const failed = probes.filter(({ verdict }) => verdict === 'fail');
  const [first] = failed;
  if (first) {
    const worst = [first, ...failed].find(({ worstCase }) => worstCase !== undefined)?.worstCase;
    return worst === undefined
      ? first.evidence
      : `${first.evidence.replace(/\.$/, '')}; worst case ${worst}.`;
  }
  const open = probes.filter(({ verdict }) => verdict === 'inconclusive');
  const [unclear] = open;
  if (unclear) {
    const many = `${open.length} of ${probes.length} probes could not tell`;
    return `Nothing failed, but ${many}: ${unclear.evidence}`;
  }
  if (probes.length === 0) return 'No probe was run, so nothing is known.';
  return `After logout everything that was tried was refused, in ${probes.length} probes.`;
}
