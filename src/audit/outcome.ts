/** What an audit found, as its reports say it. Every text in it has been freed of secrets. */
export interface Outcome {
  readonly verdict: Verdict;
  /** One plain sentence: "After logout this token still opened /users/me; worst case 15 minutes." */
  readonly summary: string;
  readonly target: { readonly bases: readonly string[]; readonly guesses: readonly string[] };
  /** Instants, ms since the epoch. */
  readonly began: number;
  readonly ended: number;
  readonly requests: { readonly made: number; readonly most: number };
  /** The three answers that every other one is judged by. */
  readonly controls:
    | { readonly authenticated: Exchange; readonly anonymous: Exchange; readonly garbage: Exchange }
    | undefined;
  /** Those that ran, in order of their ids. */
  readonly probes: readonly ProbeResult[];
  /** Those that did not, with the reason and what to configure. They say nothing, for or against. */
  readonly notRun: readonly {
    readonly id: ProbeId;
    readonly name: string;
    readonly reason: string;
    readonly configure: string;
  }[];
  /** Every credential at every moment that was looked at: login, before logout, right after, later, after a new login. */
  readonly matrix: readonly Cell[];
  /** What happened when, for the strip: ms since `began`. */
  readonly timeline: readonly {
    readonly at: number;
    readonly what: string;
    readonly state?: State | undefined;
  }[];
}

/** `inconclusive` is never a pass. */
export type Verdict = 'pass' | 'fail' | 'inconclusive';

/** What a credential turned out to be. */
export type State = 'alive' | 'dead' | 'unclear';

export type ProbeId = `P${string}`;

export interface ProbeResult {
  readonly id: ProbeId;
  readonly name: string;
  readonly verdict: Verdict;
  /** What was seen, in one sentence. */
  readonly evidence: string;
  /** How long access lasts when the worst happens, in words: "15 minutes", "until somebody changes the key". */
  readonly worstCase?: string | undefined;
  /** The same in ms, where that is known. */
  readonly worstCaseMs?: number | undefined;
  /** What to do about it, in a sentence or two. Undefined when it passed. */
  readonly fix?: string | undefined;
  /** What else is worth knowing; never changes the verdict. */
  readonly notes: readonly string[];
  /** What shows it: the request that worked before, and the one that should not have worked after. */
  readonly exchanges: readonly { readonly caption: string; readonly exchange: Exchange }[];
  /** Weaknesses it stands for: "CWE-613", "ASVS 7.4.1". */
  readonly references: readonly string[];
  /** ms that it took. */
  readonly took: number;
}

export interface Cell {
  /** "access token", "refresh token", "cookie sid", "cookie sid as Bearer", "access token, last character changed". */
  readonly credential: string;
  /** "before logout", "after logout", "5 s after", "after a new login". */
  readonly moment: string;
  readonly state: State;
}

/** One request and what came back. */
export interface Exchange {
  /** ms since the audit began at which it was sent. */
  readonly at: number;
  readonly took: number;
  readonly request: Message & { readonly method: string; readonly url: string };
  /** Undefined when none came; `error` says why. */
  readonly response?: (Message & { readonly status: number }) | undefined;
  readonly error?: string | undefined;
}

export interface Message {
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Cut to a length that fits a report. */
  readonly body?: string | undefined;
}
