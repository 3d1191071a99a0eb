import { ConfigError, CurfewError, StoreUnavailable } from '../../core/errors.ts';

/** What the schema lacks when somebody has dropped it, or a part of it: schema, table, function, column. */
const MISSING = new Set(['3F000', '42P01', '42883', '42703']);
/** Two steps got into each other's way, and this one changed nothing. */
const COLLISIONS = new Set(['40001', '40P01']);

/** Classes of errors whose messages name tables, rights, locks and resources, but no values. */
const PLAIN = /^(08|0A|23|25|26|28|3D|3F|40|42|53|54|55|57|58)/;

/** PostgreSQL's own code for what went wrong, if it was the server that said so. */
function stateOf(error: unknown): string | undefined {
  // Errors of the network have codes too, some of five letters.
  return error instanceof Error && 'severity' in error && 'code' in error ? String(error.code) : undefined;
}

/** Whether the same step may succeed at once when it is tried again. */
export function isCollision(error: unknown): boolean {
  return COLLISIONS.has(stateOf(error) ?? '');
}

/** Whether the schema is not, or no longer, there. */
export function isMissing(error: unknown): boolean {
  return MISSING.has(stateOf(error) ?? '');
}

/** Whether the connection can go on after an error: the server refused the statement, and did not hang up. */
export function isHarmless(error: unknown): boolean {
  const state = stateOf(error);
  return state !== undefined && !/^(08|57P0|25P03|57P05)/.test(state);
}

/**
 * What a call rejects with. Never with the driver's error as its cause: that may hold the row of a session with its
 * secret (`detail`, `where`), or the statement's values.
 */
export function unavailable(error: unknown): CurfewError {
  if (error instanceof CurfewError) return error;
  const state = stateOf(error);
  if (state === '25006') {
    return new StoreUnavailable('this PostgreSQL is read-only now: a standby, or switched to read-only');
  }
  if (state === '55P03') {
    return new StoreUnavailable('PostgreSQL is busy: somebody holds a lock for too long');
  }
  return new StoreUnavailable(`PostgreSQL could not do it: ${reasonOf(error)}`);
}

/** What joining rejects with: what only the operator can mend is a `ConfigError`. */
export function refusal(error: unknown): CurfewError {
  const state = stateOf(error) ?? '';
  if (state === '42501') {
    return new ConfigError(
      `PostgreSQL refuses: ${reasonOf(error)}. Let the role create the schema (GRANT CREATE ON DATABASE … TO …), ` +
        'or start Curfew once with one that may and then GRANT USAGE ON SCHEMA, and SELECT, INSERT, UPDATE, ' +
        'DELETE ON ALL TABLES IN SCHEMA, to the role',
    );
  }
  if (/^28|^3D000$/.test(state)) {
    return new ConfigError(`PostgreSQL refuses the connection: ${reasonOf(error)}`);
  }
  return unavailable(error);
}

/**
 * What went wrong, in words without a value of a row or a call: PostgreSQL's own where they speak of names, rights,
 * locks and resources, and its code. What is wrong with a value it quotes, and a trigger may say anything.
 */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  const state = stateOf(error);
  if (state !== undefined && !isPlain(state, error)) return `error ${state}; its log says more`;
  // What cannot be read is quoted, too.
  if (error instanceof SyntaxError) return 'what is stored, or was answered, is no JSON';
  const message = error instanceof Error && error.message !== '' ? error.message : 'the connection failed';
  return state === undefined ? message : `${message} (${state})`;
}

/** Whether the server said it by itself, about something else than a value. */
function isPlain(state: string, error: unknown): boolean {
  const raised = error instanceof Error && 'routine' in error && error.routine === 'exec_stmt_raise';
  return !raised && PLAIN.test(state);
}
