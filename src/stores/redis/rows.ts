import type { LoggedRevocation, Kind, Revocation } from '../../core/revocation.ts';
import type { NewSession, StoredSession } from '../../core/session.ts';
import { parseCursor, type Position } from '../../core/position.ts';
import type { Word } from './link.ts';

/** A list as Redis answers it. */
export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A fact as the scripts take it; one that is brought back with the place at which it was logged first. */
export function factWords(fact: Revocation, first?: Position): Word[] {
  return [
    fact.kind,
    fact.id,
    fact.issuer,
    fact.except ?? '',
    fact.at,
    fact.expiresAt,
    fact.reason ?? '',
    fact.by ?? '',
    first?.generation ?? '',
    first?.sequence ?? '',
  ];
}

/** What an entry of the log says, in the order in which `append` writes it. */
export type FactText = readonly [
  kind: Kind,
  id: string,
  issuer: string,
  except: string,
  at: string,
  expiresAt: string,
  reason: string,
  by: string,
  generation: number,
  sequence: number,
];

export function factOf(text: FactText): LoggedRevocation {
  const [kind, id, issuer, except, at, expiresAt, reason, by, generation, sequence] = text;
  return {
    kind,
    id,
    issuer,
    ...(except && { except }),
    at: Number(at),
    expiresAt: Number(expiresAt),
    ...(reason && { reason }),
    ...(by && { by }),
    position: { generation, sequence },
  };
}

/** A session as the scripts take it. */
export function sessionWords(session: NewSession): Word[] {
  const { id, subject, issuer, client, tenant, device, claims, startedAt, seenAt, expiresAt, secret } =
    session;
  const record = JSON.stringify({
    id,
    subject,
    issuer,
    client,
    tenant,
    device,
    claims,
    startedAt,
    expiresAt,
    secret,
  });
  return [id, record, issuer, subject, client ?? '', tenant ?? '', startedAt, seenAt, expiresAt];
}

/** What a script tells of a session. */
export function sessionOf(told: unknown): StoredSession {
  const [record, began, generation, rotatedAt, seenAt, endedAt] = list(told);
  return {
    ...(JSON.parse(String(record)) as NewSession),
    began: String(began),
    generation: Number(generation),
    rotatedAt: Number(rotatedAt),
    seenAt: Number(seenAt),
    ...(endedAt === '' ? {} : { endedAt: Number(endedAt) }),
  };
}

/** The order in which sessions were opened, by which those of one millisecond are told apart. */
export function orderOf(told: unknown): number {
  return Number(list(told)[6]);
}

/** A session that is brought back. */
export function memoryWords(session: StoredSession): Word[] {
  const place = parseCursor(session.began)?.position;
  return [
    ...sessionWords(session),
    session.began,
    place?.generation ?? 0,
    place?.sequence ?? 0,
    session.generation,
    session.rotatedAt,
  ];
}
