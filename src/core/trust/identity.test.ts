import { expect, it } from 'vitest';
import { identityOf, sessionName, statementName } from './identity.ts';

const ISSUER = 'https://login.test';

it('knows whose a token is by each of the claims that say so, and says nothing where none does', async () => {
  const base = { jti: 'one', sid: 's' };
  expect(await identityOf(ISSUER, base, 'x')).toStrictEqual({
    token: 'one',
    session: await sessionName(ISSUER, { sid: 's' }),
    hasSession: true,
  });
  for (const claim of ['client_id', 'azp', 'cid', 'appid'])
    expect((await identityOf(ISSUER, { ...base, [claim]: 'app' }, 'x')).client, claim).toBe('app');
  for (const claim of ['tenant', 'tid'])
    expect((await identityOf(ISSUER, { ...base, [claim]: 'acme' }, 'x')).tenant, claim).toBe('acme');
  expect((await identityOf(ISSUER, { uti: 'two', sid: 's' }, 'x')).token).toBe('two');
});

it('makes each token without a session one of its own, named by what was signed where it has no name', async () => {
  const named = await identityOf(ISSUER, { jti: 'one' }, 'x');
  expect(named).toStrictEqual({
    token: 'one',
    session: await sessionName(ISSUER, { token: 'one' }),
    hasSession: false,
  });
  const jwt = (payload: string, signature: string): string =>
    `eyJhbGciOiJFUzI1NiJ9.${Buffer.from(payload).toString('base64url')}.${signature}`;
  const [first, twin, other] = await Promise.all(
    [jwt('{}', 'AAAA'), jwt('{}', 'BBBB'), jwt('{ }', 'AAAA')].map((text) => identityOf(ISSUER, {}, text)),
  );
  expect(twin, 'whatever the signature').toEqual(first);
  expect(other?.token).not.toBe(first?.token);
  const opaque = await identityOf(ISSUER, { sid: 's' }, 'x');
  expect(opaque.token, 'what is opaque goes by its session').toBe(await sessionName(ISSUER, { sid: 's' }));
  await expect(identityOf(ISSUER, {}, 'x')).rejects.toThrow(/neither sid nor jti/);
});

it('gives no two things one name', async () => {
  const names = await Promise.all([
    sessionName(ISSUER, { sid: 'a' }),
    sessionName(ISSUER, { sid: 'b' }),
    sessionName(ISSUER, { token: 'a' }),
    sessionName('https://other.test', { sid: 'a' }),
    statementName(ISSUER, 'a'),
  ]);
  expect(new Set(names).size).toBe(names.length);
  // What is in a store must be found again by every version.
  const digest = (parts: string[]): Promise<string> =>
    crypto.subtle
      .digest('SHA-256', new TextEncoder().encode(JSON.stringify(parts)))
      .then((bytes) => Buffer.from(bytes.slice(0, 16)).toString('base64url'));
  expect(names).toEqual([
    await digest(['sid', ISSUER, 'a']),
    await digest(['sid', ISSUER, 'b']),
    await digest(['jti', ISSUER, 'a']),
    await digest(['sid', 'https://other.test', 'a']),
    await digest(['statement', ISSUER, 'a']),
  ]);
});
