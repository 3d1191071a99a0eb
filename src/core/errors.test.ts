import { expect, it } from 'vitest';
import {
  ConfigError,
  inDoubt,
  IssuerUnavailable,
  late,
  RefreshReused,
  SessionLimitReached,
  StatementRefused,
  StoreUnavailable,
  TokenExpired,
  TokenInvalid,
  TokenRevoked,
} from './errors.ts';

it('has a name, a code, a status and a place where it is explained, all of its own', () => {
  const all = [
    [new TokenInvalid('why'), 'TokenInvalid', 'ERR_TOKEN_INVALID', 401],
    [new TokenExpired('why'), 'TokenExpired', 'ERR_TOKEN_EXPIRED', 401],
    [new TokenRevoked('why'), 'TokenRevoked', 'ERR_TOKEN_REVOKED', 401],
    [new RefreshReused('why'), 'RefreshReused', 'ERR_REFRESH_REUSED', 401],
    [new SessionLimitReached('why'), 'SessionLimitReached', 'ERR_SESSION_LIMIT', 403],
    [new StoreUnavailable('why'), 'StoreUnavailable', 'ERR_STORE_UNAVAILABLE', 503],
    [new IssuerUnavailable('why'), 'IssuerUnavailable', 'ERR_ISSUER_UNAVAILABLE', 503],
    [new StatementRefused('invalid_key', 'why'), 'StatementRefused', 'ERR_STATEMENT_REFUSED', 400],
    [new ConfigError('why'), 'ConfigError', 'ERR_CONFIG', 500],
  ] as const;
  for (const [error, name, code, status] of all) {
    const help = `https://unpkg.com/curfew/docs/errors.md#${code.toLowerCase()}`;
    expect(error).toMatchObject({ name, code, status, help, message: 'why' });
  }
});

it('carries what caused it, its doubt, its fault', () => {
  const cause = new Error('underneath');
  const doubt = { id: 'd', reason: 'a shorter log', age: 1 };
  expect(new TokenInvalid('why', { cause }).cause).toBe(cause);
  expect(new StoreUnavailable('why', { cause, doubt })).toMatchObject({ cause, doubt });
  expect(new StatementRefused('access_denied', 'why').fault).toBe('access_denied');
  expect(late()).toMatchObject({ code: 'ERR_STORE_UNAVAILABLE', doubt: undefined });
  expect(inDoubt(doubt).doubt).toBe(doubt);
  expect(inDoubt(doubt).message).toContain('a shorter log');
});
