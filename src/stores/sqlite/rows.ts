import type { LoggedRevocation, Kind } from '../../core/revocation.ts';
import type { StoredSession } from '../../core/session.ts';
import type { Row } from './database.ts';

/** A row of `curfew_revocation`. */
export function revocationOf(row: Row): LoggedRevocation {
  return {
    kind: row['kind'] as Kind,
    id: String(row['id']),
    issuer: String(row['issuer']),
    at: Number(row['at']),
    expiresAt: Number(row['expires_at']),
    position: {
      generation: Number(row['first_generation'] ?? row['generation']),
      sequence: Number(row['first_sequence'] ?? row['sequence']),
    },
    ...optional('except', row['except_sid']),
    ...optional('reason', row['reason']),
    ...optional('by', row['by']),
  };
}

/** A row of `curfew_session`. */
export function sessionOf(row: Row): StoredSession {
  return {
    id: String(row['id']),
    subject: String(row['subject']),
    issuer: String(row['issuer']),
    ...optional('client', row['client']),
    ...optional('tenant', row['tenant']),
    ...parsed('device', row['device']),
    ...parsed('claims', row['claims']),
    secret: String(row['secret']),
    began: String(row['began']),
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
