import { PATIENCE, type Answer } from './app.ts';

/** What is too long for an answer, ms. */
export const TOO_LONG = 5_000;

/** How many of how many. */
interface Share {
  n: number;
  of: number;
}

/** What was seen in one row of the table, of one contestant. */
export interface Finding {
  /** Why it did not start; nothing else was seen then. */
  refuses?: string;
  /** Of those who were told that they are out, who was let in again. */
  readonly back: Share;
  /** Of those who never logged out, who was refused (401). */
  readonly out: Share;
  /** Of the pairs of parallel refreshes, those that left two chains. */
  readonly forked: Share;
  /** Statuses of 500 and above, and 0 for a broken connection, of the requests that were made. */
  readonly failures: Set<number>;
  /** What logouts answered that did not succeed. */
  readonly logouts: Set<number>;
  /** The longest that anybody waited for an answer, ms. */
  longest: number;
  /** Whether people can log in and out once all is over. */
  well: boolean;
}

export function nothing(): Finding {
  const none = (): Share => ({ n: 0, of: 0 });
  return {
    back: none(),
    out: none(),
    forked: none(),
    failures: new Set(),
    logouts: new Set(),
    longest: 0,
    well: true,
  };
}

/** Takes down how long an answer took, and whether it was a failure. */
export function note(finding: Finding, { status, took }: Answer): void {
  finding.longest = Math.max(finding.longest, took);
  if (status >= 500 || (status === 0 && took < PATIENCE)) finding.failures.add(status);
}

/** A finding as a cell of the table. */
export function words(finding: Finding): string {
  if (finding.refuses !== undefined) return 'refuses to start';
  const said: string[] = [];
  const share = (what: string, { n, of }: Share): void => {
    if (n > 0) said.push(`${what} ${n}/${of}`);
  };
  share('**back**', finding.back);
  share('out', finding.out);
  share('forked', finding.forked);
  const failures = [...finding.failures].map((status) => (status === 0 ? 'broken off' : status));
  const seconds = `${Math.round(finding.longest / 1_000)} s`;
  if (finding.longest >= PATIENCE) said.push('**hang**');
  else if (finding.longest > TOO_LONG) said.push(`${failures.join(', ')} after ${seconds}`);
  else if (failures.length > 0) said.push(failures.join(', '));
  if (finding.logouts.size > 0) said.push(`logout ${[...finding.logouts].map(logout).join(', ')}`);
  if (!finding.well) said.push('**not well again**');
  return said.length === 0 ? '–' : said.join('; ');
}

function logout(status: number): string {
  return status === 0 ? 'unanswered' : String(status);
}
