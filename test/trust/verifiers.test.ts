import { expect, it } from 'vitest';
import { createCurfew, TokenExpired, type Curfew, type VerifyingIssuer } from '../../src/index.ts';
import { memory } from '../../src/stores/memory/index.ts';
import { reencodings } from '../support/encodings.ts';
import { IdentityProvider } from '../support/identity-provider.ts';
import { codeOf, node } from '../support/node.ts';

const ISSUER = 'https://opaque.test/';

/** Claims that are good for five minutes; `more` takes the place of what they would say. */
function claimsOf(more: Record<string, unknown> = {}): Record<string, unknown> {
  const iat = Math.floor(Date.now() / 1_000);
  return { iss: ISSUER, sub: 'alice', iat, exp: iat + 300, jti: 'one', ...more };
}

/** A Curfew that asks `verify` about every token. */
function asking(verify: (token: string) => unknown): Curfew {
  const trust = [{ issuer: ISSUER, verify: verify as VerifyingIssuer['verify'] }];
  return createCurfew({ store: memory(), trust });
}

it('shows a verifier no refresh token, no ticket and no token of one’s own, however they were copied', async () => {
  const seen: string[] = [];
  const trust = [
    {
      issuer: ISSUER,
      verify: (token: string): Record<string, unknown> => {
        seen.push(token);
        return claimsOf();
      },
    },
  ];
  await using curfew = await node({ trust });
  const { accessToken, refreshToken, session } = await curfew.issue({ subject: 'bob' });
  const ticket = (await curfew.ticket(session)) ?? '';
  const jwts = [...reencodings(accessToken).values()];
  const copies = [refreshToken, ticket, accessToken].flatMap((one) => [`${one}=`, `${one}\n`, ` ${one}`]);
  for (const text of [refreshToken, ticket, ...jwts, ...copies, 'x'.repeat(8_193)]) {
    expect(await codeOf(curfew.verify(text)), text.slice(0, 30)).toMatch(/^ERR_TOKEN_INVALID$/);
    expect(await curfew.introspect(text).then((found) => found?.type)).not.toBe('access_token');
  }
  expect((await curfew.verify(accessToken)).subject).toBe('bob');
  expect(seen).toEqual([]);
  expect((await curfew.verify('opaque')).subject, 'it is asked about the rest').toBe('alice');
});

it('answers 503 for a verifier that throws or answers nonsense, and 401 for what it does not know', async () => {
  const cyclic: Record<string, unknown> = claimsOf();
  cyclic['self'] = cyclic;
  const answers: [string, () => unknown, string][] = [
    ['throws', () => { throw new TypeError('down'); }, 'ERR_ISSUER_UNAVAILABLE'],
    ['throws nothing', () => { throw undefined; }, 'ERR_ISSUER_UNAVAILABLE'],
    ['rejects', () => Promise.reject(new Error('down')), 'ERR_ISSUER_UNAVAILABLE'],
    ['says 401', () => Promise.reject(new TokenExpired('over')), 'ERR_TOKEN_EXPIRED'],
    ['undefined', () => undefined, 'ERR_TOKEN_INVALID'],
    ['null', async () => null, 'ERR_TOKEN_INVALID'],
    ['true', () => true, 'ERR_ISSUER_UNAVAILABLE'],
    ['a text', () => 'alice', 'ERR_ISSUER_UNAVAILABLE'],
    ['a list', () => [claimsOf()], 'ERR_ISSUER_UNAVAILABLE'],
    ['a function', () => () => claimsOf(), 'ERR_ISSUER_UNAVAILABLE'],
    ['a circle', () => cyclic, 'ERR_ISSUER_UNAVAILABLE'],
    ['a number that JSON has not', () => claimsOf({ n: 1n }), 'ERR_ISSUER_UNAVAILABLE'],
    ['a getter that throws', () => ({ ...claimsOf(), get x() { throw new Error('x'); } }), 'ERR_ISSUER_UNAVAILABLE'],
    ['nothing in it', () => ({}), 'ERR_TOKEN_INVALID'],
    ['another issuer', () => claimsOf({ iss: 'https://api.test' }), 'ERR_TOKEN_INVALID'],
    ['no subject', () => claimsOf({ sub: '' }), 'ERR_TOKEN_INVALID'],
    ['never ends', () => claimsOf({ exp: Infinity }), 'ERR_TOKEN_INVALID'],
    ['a Date', () => claimsOf({ exp: new Date() }), 'ERR_TOKEN_INVALID'],
    ['bytes beside', () => claimsOf({ photo: new Uint8Array(4) }), 'fulfilled'],
  ]; // prettier-ignore
  for (const [what, verify, code] of answers) {
    await using curfew = asking(verify);
    expect(await codeOf(curfew.verify('opaque')), what).toBe(code);
  }
});

it('leaves the object of a verifier as it is, and believes nothing that is done to it later', async () => {
  const claims = claimsOf({ roles: ['reader'] });
  await using curfew = asking(() => claims);
  const auth = await curfew.verify('opaque');
  (claims['roles'] as string[]).push('admin');
  expect((await curfew.verify('opaque')).claims['roles']).toEqual(['reader']);
  expect(Object.isFrozen(auth.claims['roles'])).toBe(true);
});

it('tracks an opaque token by its session where it has no name, and ends it with the session', async () => {
  await using curfew = asking((token) =>
    claimsOf({ jti: undefined, sid: token.startsWith('b') ? 's2' : 's1' }),
  );
  for (const token of ['a1', 'a2', 'b1']) expect(await codeOf(curfew.verify(token))).toBe('fulfilled');
  await curfew.logout('a1');
  expect(await codeOf(curfew.verify('a1'))).toBe('ERR_TOKEN_REVOKED');
  expect(await codeOf(curfew.verify('a2'))).toBe('ERR_TOKEN_REVOKED');
  expect(await codeOf(curfew.verify('b1'))).toBe('fulfilled');
});

it('lets a verifier give no JWT two names: another spelling of one that has none is refused', async () => {
  await using provider = await IdentityProvider.start();
  const token = await provider.token({ iss: ISSUER, jti: undefined });
  await using curfew = asking(() => claimsOf({ jti: undefined }));
  expect(await codeOf(curfew.verify(token))).toBe('fulfilled');
  await curfew.logout(token);
  expect(await codeOf(curfew.verify(token))).toBe('ERR_TOKEN_REVOKED');
  for (const [how, spelling] of [...reencodings(token), ['a space', ` ${token}`] as const])
    expect(await codeOf(curfew.verify(spelling)), how).toMatch(/^ERR_TOKEN/);
});
