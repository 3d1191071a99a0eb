import type { Outcome, ProbeId } from '../outcome.ts';

/** What a report needs to know of a finding of the static check. */
export interface StaticFinding {
  readonly rule: string;
  /** Relative to where the check began, with `/`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
  readonly level: 'error' | 'warning' | 'info';
  readonly certainty: 'proven' | 'cannot-see-callee';
}

/** The lines of the source that a probe's result most likely comes from, the likeliest first. */
export type Sources = Readonly<Partial<Record<ProbeId, readonly StaticFinding[]>>>;

/** Which rules explain which probe, the likeliest first. */
export const EXPLAINED_BY: Readonly<Record<ProbeId, readonly string[]>> = {
  P01: [
    'logout-no-backend-effect',
    'auth-signature-only',
    'client-only-logout',
    'revoke-key-mismatch',
    'denylist-never-written',
    'session-not-destroyed',
    'access-survives-logout',
    'revoke-error-swallowed',
    'revoke-not-awaited',
    'stateless-excuse',
  ],
  P02: [
    'access-survives-logout',
    'auth-signature-only',
    'jwt-no-expiry',
    'jwt-too-long',
    'jwt-no-revocation-handle',
  ],
  P03: ['refresh-survives-logout', 'revoke-key-mismatch', 'refresh-not-bound', 'expired-token-renewed'],
  P04: ['session-not-destroyed', 'revoke-key-mismatch', 'logout-no-backend-effect'],
  P05: ['refresh-not-bound', 'refresh-survives-logout', 'revoke-not-awaited'],
  P06: ['refresh-not-bound'],
  P07: ['revoke-not-awaited', 'revoke-key-mismatch'],
  P08: ['cookie-clear-mismatch', 'client-only-logout', 'session-not-destroyed'],
  P09: ['cookie-clear-mismatch'],
  P10: ['missing-no-store', 'client-cache-not-reset', 'persist-not-purged'],
  P11: ['persist-not-purged', 'client-cache-not-reset'],
  P12: ['logout-via-get'],
  P13: ['revoke-error-swallowed', 'revoke-not-awaited', 'logout-no-backend-effect'],
  P14: ['revocation-fail-open', 'revoke-error-swallowed'],
  P15: ['logout-event-unhandled'],
  P16: ['jwt-no-revocation-handle', 'auth-signature-only', 'session-not-destroyed'],
  P17: ['revoke-key-mismatch', 'session-not-destroyed', 'auth-signature-only'],
  P18: ['logout-event-unhandled', 'logout-no-backend-effect'],
};

/**
 * Puts the findings of the static check beside the probes that failed or stayed inconclusive. A probe that passed has
 * refuted what the rules suspected, so that it gets none.
 */
export function join(outcome: Outcome, findings: readonly StaticFinding[]): Sources {
  const joined: Partial<Record<ProbeId, readonly StaticFinding[]>> = {};
  for (const { id, verdict } of outcome.probes) {
    const rules = EXPLAINED_BY[id] ?? [];
    const found = findings.filter(({ rule }) => rules.includes(rule));
    if (verdict === 'pass' || found.length === 0) continue;
    joined[id] = found.toSorted((one, other) => {
      const [first, second] = [likelihood(one, rules), likelihood(other, rules)];
      return first === second ? (place(one) < place(other) ? -1 : 1) : first - second;
    });
  }
  return joined;
}

/** Smaller is likelier: what is proven goes before what cannot be seen, whatever the rule. */
function likelihood({ rule, certainty }: StaticFinding, rules: readonly string[]): number {
  return (certainty === 'proven' ? 0 : rules.length) + rules.indexOf(rule);
}

function place({ file, line }: StaticFinding): string {
  return `${file}:${`${line}`.padStart(9, '0')}`;
}
