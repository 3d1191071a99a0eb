/** Where a command writes. */
export interface Sink {
  write(text: string): unknown;
  /** Whether a person is likely to look at it. */
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** What a command may touch of the world around it. */
export interface Io {
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Asks the person at the terminal; undefined where nobody sits. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
  /** From the first call on, Ctrl-C aborts this in the place of ending the process at once; the second one ends it. */
  readonly interrupted: () => AbortSignal;
}

/** Used wrongly, or not confirmed: exit code 2. The message is one line and holds no secret. */
export class UsageError extends Error {}

/** It could not be done: exit code 1. The message is one line and holds no secret. */
export class Failure extends Error {}
