import type { Sources } from './join.ts';
import type { Run } from './trend.ts';

/** What a report says besides what the audit found. No text in it may hold a secret. */
export interface Edition {
  /** Of Curfew: `0.1.0`. */
  readonly version: string;
  /** The file with the plan, relative to the root of the repository, with `/`: how to repeat it, and where to point to when no line of the source is known. */
  readonly plan?: string | undefined;
  /** From `join`. */
  readonly sources?: Sources | undefined;
  /** The run to compare with. */
  readonly previous?: Run | undefined;
}
