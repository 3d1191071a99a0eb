import type { Context } from './context.ts';
import type { ProbeId, Verdict } from './outcome.ts';
import type { Plan } from './plan.ts';
import type { Reply } from './network/wire.ts';

/** One question to an application. */
export interface Probe {
  readonly id: ProbeId;
  readonly name: string;
  /** Weaknesses it stands for: "CWE-613", "ASVS 7.4.1". */
  readonly references: readonly string[];
  /** Why it cannot run with this plan, and what to configure so that it can; undefined when it can. */
  notRun(plan: Plan): NotRun | undefined;
  /**
   * Asks, and answers what was seen. `fail` needs positive evidence. Whatever keeps it from an answer is thrown as `Inconclusive`
   * (`context` and `person` do so too); a bug in a probe, any other error, makes it inconclusive as well, never a pass.
   */
  run(context: Context): Promise<Finding>;
}

interface NotRun {
  /** "The plan says nothing of a refresh." */
  readonly reason: string;
  /** "refresh: the request that renews the tokens" */
  readonly configure: string;
}

/** What a probe saw. Its texts and replies may hold secrets: they are taken out when the outcome is made. */
export interface Finding {
  readonly verdict: Verdict;
  /** What was seen, in one sentence. */
  readonly evidence: string;
  /** As in `ProbeResult`. */
  readonly worstCase?: string | undefined;
  readonly worstCaseMs?: number | undefined;
  /** What to do about it; undefined when it passed. */
  readonly fix?: string | undefined;
  readonly notes?: readonly string[] | undefined;
  /** What shows it: a request that worked before, and the one that should not have worked after. */
  readonly shown?: readonly Shown[] | undefined;
}

export interface Shown {
  readonly caption: string;
  readonly reply: Reply;
}
