import type { Cursor, Position } from '../../core/position.ts';
import type { Kind, LoggedRevocation } from '../../core/revocation.ts';
import type { StoredSession } from '../../core/session.ts';

/** A row of a table. Those of the SQL stores call their columns alike. */
export type Row = Record<string, unknown>;

/** A row of the revocations as a fact, which was first logged at `position`. */
export function factIn(row: Row, position: Position): LoggedRevocation {
  return {
    kind: row['kind'] as Kind,
    id: String(row['id']),
    issuer: String(row['issuer']),
    at: Number(row['at']),
    expiresAt: Number(row['expires_at']),
    position,
    ...optional('except', row['except_sid']),
    ...optional('reason', row['reason']),
    ...optional('by', row['by']),
  };
}

/** A row of the sessions as a session, which began at `began`. */
export function sessionIn(row: Row, began: Cursor): StoredSession {
  return {
    id: String(row['id']),
    subject: String(row['subject']),
    issuer: String(row['issuer']),
    ...optional('client', row['client']),
    ...optional('tenant', row['tenant']),
    ...parsed('device', row['device']),
    ...parsed('claims', row['claims']),
    secret: String(row['secret']),
    began,
    startedAt: Number(row['started_at']),
    seenAt: Number(row['seen_at']),
    expiresAt: Number(row['expires_at']),
    generation: Number(row['generation']),
    rotatedAt: Number(row['rotated_at']),
    ...(row['ended_at'] === null ? {} : { endedAt: Number(row['ended_at']) }),
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
