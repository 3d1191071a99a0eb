import type { BrowserServerOptions } from '../../support/browser/server.ts';
import type { AppName } from './finding.ts';
import type { Scene } from './scene.ts';

/** One of the tests, which both applications take. */
export interface Row {
  readonly number: number;
  readonly name: string;
  /** What the usual thunk gets wrong each time, in Chromium. What else it gets wrong is a race, and counted. */
  readonly usual: readonly string[];
  /** Who takes it, when not both. */
  readonly apps?: readonly AppName[];
  /** Whether it is run in Firefox too, each time or for the comparison; not where only Chromium's tools can do it. */
  readonly firefox?: 'always' | 'comparison';
  /** Runs while nothing else does: it measures how long something takes. */
  readonly alone?: boolean;
  readonly server?: BrowserServerOptions;
  readonly run: (scene: Scene) => Promise<void>;
}
