import type { Bearer, LoggedRevocation } from '../../src/core/revocation.ts';

/** A fact with its place in the log: the end of session `s`. */
export function logged(more: Partial<LoggedRevocation> = {}): LoggedRevocation {
  const position = { generation: 1, sequence: 1 };
  return { kind: 'session', id: 's', issuer: 'i', at: 0, expiresAt: 1_000_000, position, ...more };
}

/** Somebody whom a fact of any kind can end. */
export const bearer: Bearer = {
  issuer: 'i',
  token: 't',
  session: 's',
  subject: 'u',
  client: 'c',
  tenant: 'n',
  began: { generation: 1, sequence: 5 },
};
