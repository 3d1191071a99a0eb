import type { Capture, Step } from '../plan.ts';
import type { Recorded } from './recorded.ts';

/** A request that may be what is looked for, and why. */
export interface Guess {
  readonly step: Step;
  /** `guessed from the HAR`, `given`. */
  readonly why: string;
  /** Somebody said so: no other is looked for. */
  readonly given?: boolean | undefined;
  /** It is a whole request, as it was recorded: nothing has to be added but credentials. */
  readonly exact?: boolean | undefined;
  /** What went with it when it was recorded. */
  readonly cookies?: Recorded['cookies'] | undefined;
}

/** What is known before anything has been tried. */
export interface Draft {
  /** The first is where the login goes to. */
  readonly bases: readonly string[];
  /** What signs in: the login itself comes last. */
  readonly login: readonly Recorded[];
  /** How it was found; undefined when it was given. */
  readonly loginWhy?: string | undefined;
  /** Pages that were read before the login, which may hold what it repeats. The likeliest first. */
  readonly pages: readonly string[];
  /** What else the login's answer holds that later requests repeat. */
  readonly capture: readonly Capture[];
  /** Values of the recorded login, and where its answer has them. */
  readonly traced?: ReadonlyMap<string, Capture> | undefined;
  readonly me: readonly Guess[];
  readonly refresh: readonly Guess[];
  readonly logout: readonly Guess[];
  readonly variables: Readonly<Record<string, string>>;
  readonly canary?: string | undefined;
}
