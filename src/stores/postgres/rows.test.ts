import { expect, it } from 'vitest';
import type { NewSession, StoredSession } from '../../core/session.ts';
import { givenSession, revocationOf, sessionOf } from './rows.ts';

const TIMES = { startedAt: 1, seenAt: 2, expiresAt: 3 };
const SESSION: NewSession = { id: 's', subject: 'alice', issuer: 'i', secret: 'x', ...TIMES };

it('reads a fact, with the place where it was first logged', () => {
  const row = {
    kind: 'session',
    id: 's',
    issuer: 'i',
    at: 1,
    expires_at: 2,
    except_sid: null,
    reason: 'r',
    by: null,
  };
  const fact = { kind: 'session', id: 's', issuer: 'i', at: 1, expiresAt: 2, reason: 'r' };
  // A driver may read a number that is as long as those as text.
  for (const place of [
    { generation: 3, sequence: 14 },
    { generation: '3', sequence: '14' },
  ]) {
    expect(revocationOf({ ...row, ...place })).toEqual({
      ...fact,
      position: { generation: 3, sequence: 14 },
    });
  }
});

it('reads a session, and where in the log of its incarnation it began', () => {
  const row = {
    id: 's',
    subject: 'alice',
    issuer: 'i',
    client: null,
    tenant: 't',
    device: '{"name":"phone"}',
    claims: null,
    secret: 'x',
    began_generation: '2',
    began_sequence: '7',
    started_at: 1,
    seen_at: 2,
    expires_at: 3,
    generation: 4,
    rotated_at: 5,
    ended_at: null,
  };
  expect(sessionOf(row, 'life')).toEqual({
    ...SESSION,
    tenant: 't',
    device: { name: 'phone' },
    began: 'life.2.7',
    generation: 4,
    rotatedAt: 5,
  });
});

it('gives a session to the schema, with what is free of form as text', () => {
  expect(givenSession(SESSION)).toEqual({
    ...SESSION,
    device: undefined,
    claims: undefined,
    began: undefined,
  });
  const free = { device: { name: '\u0000' }, claims: { role: ['a'] } };
  const stored: StoredSession = { ...SESSION, ...free, began: 'life.2.7', generation: 4, rotatedAt: 5 };
  expect(givenSession(stored)).toEqual({
    ...stored,
    device: '{"name":"\\u0000"}',
    claims: '{"role":["a"]}',
    began: { incarnation: 'life', generation: 2, sequence: 7 },
  });
});

it('gives no place for a session that began at none', () => {
  const stored: StoredSession = { ...SESSION, began: 'nowhere', generation: 0, rotatedAt: 0 };
  expect(givenSession(stored)).toMatchObject({ began: undefined });
});
