/** Where a command writes. */
export interface Sink {
  write(text: string): unknown;
}

/** What a command may touch of the world around it. */
export interface Io {
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Asks the person at the terminal; undefined where nobody sits. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
}

/** Used wrongly, or not confirmed: exit code 2. The message is one line and holds no secret. */
export class UsageError extends Error {}

/** It could not be done: exit code 1. The message is one line and holds no secret. */
export class Failure extends Error {}
