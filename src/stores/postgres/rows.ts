import type { LoggedRevocation } from '../../core/revocation.ts';
import { parseCursor } from '../../core/position.ts';
import type { NewSession, StoredSession } from '../../core/session.ts';
import { factIn, sessionIn, type Row } from '../shared/rows.ts';

/** A row of `revocation`, as the server writes it in JSON. */
export function revocationOf(row: Row): LoggedRevocation {
  return factIn(row, { generation: Number(row['generation']), sequence: Number(row['sequence']) });
}

/** A row of `session`, as the server writes it in JSON, in the log of that incarnation. */
export function sessionOf(row: Row, incarnation: string): StoredSession {
  const place = `${Number(row['began_generation'])}.${Number(row['began_sequence'])}`;
  return sessionIn(row, `${incarnation}.${place}`);
}

/** A session as the functions of the schema take it, which cannot keep what is in `device` and `claims` as it is. */
export function givenSession(session: NewSession | StoredSession): object {
  const place = 'began' in session ? parseCursor(session.began) : undefined;
  return {
    ...session,
    device: session.device && JSON.stringify(session.device),
    claims: session.claims && JSON.stringify(session.claims),
    began: place && { incarnation: place.incarnation, ...place.position },
  };
}
