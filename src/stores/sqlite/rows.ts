import type { LoggedRevocation } from '../../core/revocation.ts';
import type { StoredSession } from '../../core/session.ts';
import { factIn, sessionIn, type Row } from '../shared/rows.ts';

/** A row of `curfew_revocation`. */
export function revocationOf(row: Row): LoggedRevocation {
  return factIn(row, {
    generation: Number(row['first_generation'] ?? row['generation']),
    sequence: Number(row['first_sequence'] ?? row['sequence']),
  });
}

/** A row of `curfew_session`. */
export function sessionOf(row: Row): StoredSession {
  return sessionIn(row, String(row['began']));
}
