/** `problem`: something is lost, or can be, or Curfew does not work. `warning`: it may come to that. */
type Level = 'ok' | 'warning' | 'problem';

/** What an examination of a store found. Messages hold no secret, token or id of a person. */
export interface Finding {
  readonly level: Level;
  /** What was looked at, in a word or two: `eviction`, `schema`. */
  readonly check: string;
  readonly message: string;
  /** What to do about it; never with `ok`. */
  readonly mend?: string;
}

/** What a node last said of itself, as the store has it. */
export interface LeaseSeen {
  readonly id: string;
  /** Another one with every heartbeat. */
  readonly beat: string;
  /** ms. */
  readonly staleness: number;
  /** How far it has got in the log; undefined when it has not read this generation of it. */
  readonly place: { readonly generation: number; readonly sequence: number } | undefined;
}

/** The log and who follows it, at one instant. */
export interface LogSeen {
  readonly incarnation: string;
  readonly generation: number;
  readonly sequence: number;
  readonly leases: readonly LeaseSeen[];
}

/** How much a store holds, counted up to `COUNTED`. */
export interface Size {
  /** Facts in the log. */
  readonly entries: number;
  /** Sessions: also ended ones, where they are kept for a while. */
  readonly sessions: number;
}

/** What is more than that need not be counted. */
export const COUNTED = 1_000_000;

/** Looks at a store and changes nothing: no table, no lease, no doubt. Every call ends within a few seconds. */
export interface Examiner {
  /** `sqlite`, `redis` or `postgres`. */
  readonly name: string;
  /** All checks but those of the nodes. Rejects only when the store cannot be reached. */
  examine(): Promise<readonly Finding[]>;
  /** Undefined where there is no log to read; what is wrong is among the findings then. */
  log(): Promise<LogSeen | undefined>;
  /** Undefined like `log`. */
  size(): Promise<Size | undefined>;
  close(): Promise<void>;
}

export function ok(check: string, message: string): Finding {
  return { level: 'ok', check, message };
}

export function warning(check: string, message: string, mend: string): Finding {
  return { level: 'warning', check, message, mend };
}

export function problem(check: string, message: string, mend: string): Finding {
  return { level: 'problem', check, message, mend };
}

/** What to do where there is no store: the same for all. */
export const NOT_YET = 'start the application: it makes the store. If it has run before, its data is gone';

/** How much a store holds, in words. */
export function sizeFinding({ entries, sessions }: Size): Finding {
  const counted = (number: number, thing: string): string =>
    `${number}${number < COUNTED ? '' : ' or more'} ${thing}${number === 1 ? '' : 's'}`;
  return ok('size', `${counted(entries, 'revocation')} in the log, ${counted(sessions, 'session')}`);
}

/** What is found when a store is, or is not, in doubt. */
export function certainty(reason: string | undefined): Finding {
  if (reason === undefined) return ok('data', 'whole, and not in doubt');
  return problem(
    'data',
    `in doubt: ${reason}; every call is answered 503`,
    'leave the application running, or start it: within two seconds a node that missed nothing puts it back, or else ' +
      'a new incarnation begins and everybody signs in again. Then find out why',
  );
}

/** What is found about the version of the schema; `newest` is the one that this Curfew knows. */
export function schemaFinding(version: number, newest: number): Finding {
  if (version === newest) return ok('schema', `version ${version}`);
  if (version < newest) {
    return warning(
      'schema',
      `version ${version}, and this curfew knows ${newest}`,
      'start the application with this version of curfew: it brings the schema up to date',
    );
  }
  return problem(
    'schema',
    `version ${version}, written by a newer Curfew; this one knows ${newest}`,
    'upgrade curfew in every process, and here: npm install curfew@latest',
  );
}
