import type { ProbeResult } from './outcome.ts';

/** How an audit is run. */
export interface AuditOptions {
  /** Hosts that may be asked besides this machine, with a port or without. */
  readonly allowHosts?: readonly string[] | undefined;
  /** So many requests are made at most; 2000 when undefined. */
  readonly maxRequests?: number | undefined;
  /** Ids of the probes to run; all when undefined. */
  readonly probes?: readonly string[] | undefined;
  /** Ends the audit: it then rejects with the signal's reason. What a probe changed is put back first. */
  readonly signal?: AbortSignal | undefined;
  /** How long a request with its whole answer may take, ms; 10 s when undefined. */
  readonly timeout?: number | undefined;
  /** Told how far it has got. Nothing in it is secret. */
  readonly progress?: ((event: Progress) => void) | undefined;
}

export type Progress =
  | { readonly kind: 'began'; readonly probes: readonly { readonly id: string; readonly name: string }[] }
  | { readonly kind: 'probe'; readonly id: string; readonly name: string }
  | { readonly kind: 'ended'; readonly result: ProbeResult }
  | { readonly kind: 'requests'; readonly made: number; readonly most: number };
