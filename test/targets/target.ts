import type { ProbeId } from '../../src/audit/outcome.ts';

/** A small application whose logout the audit is tested on. */
export interface Target {
  readonly name: string;
  /** What it is, and what is wrong with it. */
  readonly title: string;
  /** The probes that must fail; none when it is sound. */
  readonly faults: readonly ProbeId[];
  /** Others that rightly fail as a consequence. */
  readonly mayAlso?: readonly ProbeId[];
  /** What it cannot do without, and where Debian has that. */
  readonly needs?: { readonly program: string; readonly package: string };
  /** How to sign in and out of the one that runs at `base`, in YAML. */
  plan(base: string): string;
  start(): Promise<Running>;
}

export interface Running extends AsyncDisposable {
  readonly base: string;
  /** Every node of it, when there is more than one. */
  readonly bases?: readonly string[];
  stop(): Promise<void>;
}

/** What the plans call `$AUDIT_USER` and `$AUDIT_PASS`. */
export const ENVIRONMENT = { AUDIT_USER: 'alice', AUDIT_PASS: 'correct-horse' } as const;

/** What else is to be expected when a token is simply accepted after the logout. */
export const FOLLOWS_FROM_REPLAY: readonly ProbeId[] = ['P02', 'P04', 'P07', 'P13', 'P17'];
