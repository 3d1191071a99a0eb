import type { LoggedRevocation, Kind } from '../../core/revocation.ts';
import { parseCursor } from '../../core/position.ts';
import type { NewSession, StoredSession } from '../../core/session.ts';

/** A row as the server writes it in JSON. */
export type Row = Record<string, unknown>;

/** A row of `revocation`. */
export function revocationOf(row: Row): LoggedRevocation {
  return {
    kind: row['kind'] as Kind,
    id: String(row['id']),
    issuer: String(row['issuer']),
    at: Number(row['at']),
    expiresAt: Number(row['expires_at']),
    position: { generation: Number(row['generation']), sequence: Number(row['sequence']) },
    ...optional('except', row['except_sid']),
    ...optional('reason', row['reason']),
    ...optional('by', row['by']),
  };
}

/** A row of `session`, in the log of that incarnation. */
export function sessionOf(row: Row, incarnation: string): StoredSession {
  return {
    id: String(row['id']),
    subject: String(row['subject']),
    issuer: String(row['issuer']),
    ...optional('client', row['client']),
    ...optional('tenant', row['tenant']),
    ...parsed('device', row['device']),
    ...parsed('claims', row['claims']),
    secret: String(row['secret']),
    began: `${incarnation}.${Number(row['began_generation'])}.${Number(row['began_sequence'])}`,
    startedAt: Number(row['started_at']),
    seenAt: Number(row['seen_at']),
    expiresAt: Number(row['expires_at']),
    generation: Number(row['generation']),
    rotatedAt: Number(row['rotated_at']),
    ...(row['ended_at'] === null ? {} : { endedAt: Number(row['ended_at']) }),
  };
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

function optional<K extends string>(key: K, value: unknown): Partial<Record<K, string>> {
  return (typeof value === 'string' ? { [key]: value } : {}) as Partial<Record<K, string>>;
}

function parsed<K extends string>(key: K, value: unknown): Partial<Record<K, Record<string, unknown>>> {
  return (typeof value === 'string' ? { [key]: JSON.parse(value) } : {}) as Partial<
    Record<K, Record<string, unknown>>
  >;
}
