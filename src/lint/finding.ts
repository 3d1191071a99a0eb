/** One place in the code that is wrong, or may be. */
export interface Finding {
  readonly rule: string;
  readonly level: Level;
  /** Relative to where the check began, with `/`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** What is wrong, what follows, and what to do, in one or two sentences. */
  readonly message: string;
  /** `cannot-see-callee`: something is called whose code was not there to read. */
  readonly certainty: 'proven' | 'cannot-see-callee';
  /** An edit that mends it. `safe` ones change nothing else and are applied by `--fix`; others are suggestions. */
  readonly fix?: Fix | undefined;
}

export type Level = 'error' | 'warning' | 'info';

export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  /** Of the same file: offsets in UTF-16 units. They do not overlap. */
  readonly edits: readonly { readonly start: number; readonly end: number; readonly text: string }[];
}
