import { ConfigError, CurfewError, StoreUnavailable } from '../../core/errors.ts';

/** What the schema lacks when somebody has dropped it, or a part of it: schema, table, function, column. */
const MISSING = new Set(['3F000', '42P01', '42883', '42703']);
/** Two steps got into each other's way, and this one changed nothing. */
const COLLISIONS = new Set(['40001', '40P01']);

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

/** What a call rejects with. */
export function unavailable(error: unknown): CurfewError {
  if (error instanceof CurfewError) return error;
  const state = stateOf(error);
  if (state === '25006') {
    return new StoreUnavailable('this PostgreSQL is read-only now: a standby, or switched to read-only', {
      cause: error,
    });
  }
  if (state === '55P03') {
    return new StoreUnavailable('PostgreSQL is busy: somebody holds a lock for too long', { cause: error });
  }
  return new StoreUnavailable(`PostgreSQL could not do it: ${reasonOf(error)}`, { cause: error });
}

/** What joining rejects with: what only the operator can mend is a `ConfigError`. */
export function refusal(error: unknown): CurfewError {
  const state = stateOf(error) ?? '';
  if (state === '42501') {
    return new ConfigError(
      `PostgreSQL refuses: ${reasonOf(error)}. Let the role create the schema (GRANT CREATE ON DATABASE … TO …), ` +
        'or start Curfew once with one that may and then GRANT USAGE ON SCHEMA, and SELECT, INSERT, UPDATE, ' +
        'DELETE ON ALL TABLES IN SCHEMA, to the role',
      { cause: error },
    );
  }
  if (/^28|^3D000$/.test(state)) {
    return new ConfigError(`PostgreSQL refuses the connection: ${reasonOf(error)}`, { cause: error });
  }
  return unavailable(error);
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return error instanceof Error && error.message !== '' ? error.message : 'the connection failed';
}
