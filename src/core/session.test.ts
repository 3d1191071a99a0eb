import { expect, it } from 'vitest';
import { newSession } from '../../test/support/stores.ts';
import { endOf, foreignSecret, isForeign, isInUse, publicSession } from './session.ts';

it('belongs to another issuer by what its secret begins with, or by having none', () => {
  expect(foreignSecret()).toMatch(/^foreign [\w-]{43}$/);
  expect(isForeign({ secret: foreignSecret() })).toBe(true);
  expect(isForeign({ secret: '' })).toBe(true);
  expect(isForeign({ secret: 'of our own, not foreign ' })).toBe(false);
});

it('is remembered as ended for a minute longer than it can last', () => {
  expect(endOf({ id: 's', issuer: 'i', expiresAt: 1_000 }, 7, 'logout')).toEqual({
    kind: 'session',
    id: 's',
    issuer: 'i',
    at: 7,
    expiresAt: 61_000,
    reason: 'logout',
  });
});

it('is in use before its absolute limit and up to its idle limit, if there is one', () => {
  const session = newSession({ seenAt: 100, expiresAt: 1_000 });
  const limit = { max: 1, then: 'refuse' } as const;
  expect(isInUse(session, 999, limit)).toBe(true);
  expect(isInUse(session, 1_000, limit)).toBe(false);
  expect(isInUse(session, 150, { ...limit, idle: 50 })).toBe(true);
  expect(isInUse(session, 151, { ...limit, idle: 50 })).toBe(false);
});

it('shows its owner what it is, without secret, claims or place, and nothing that it has not', () => {
  const shown = { id: 'a', subject: 'b', issuer: 'c', startedAt: 1, seenAt: 2, expiresAt: 3 };
  const kept = { secret: 'x', claims: {}, began: 'life.1.2', generation: 1, rotatedAt: 1 };
  expect(publicSession({ ...shown, ...kept })).toStrictEqual(shown);
  const more = { ...shown, client: 'd', tenant: 'e', device: { name: 'f' } };
  expect(publicSession({ ...more, ...kept, endedAt: 4 })).toStrictEqual(more);
});
