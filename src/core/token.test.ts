import { CompactSign } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { TestClock } from '../../test/support/clock.ts';
import { newSession } from '../../test/support/stores.ts';
import { Keyring } from './keyring.ts';
import { activate, generateKey, type ActiveKey, type SigningKey } from './keys.ts';
import type { NewSession } from './session.ts';
import { systemTimers } from './timers.ts';
import { AccessTokens, deepFreeze } from './token.ts';

const clock = new TestClock();
const SECONDS = clock.now() / 1_000;
const LOG = {
  incarnation: 'life',
  began: { generation: 1, sequence: 2 },
  minted: { generation: 1, sequence: 3 },
};
const CLAIMS = {
  iss: 'us',
  sub: 'alice',
  aud: 'api',
  client_id: 'app',
  iat: SECONDS,
  exp: SECONDS + 300,
  jti: 'one token',
  sid: 'session',
  inc: 'life',
  rv: '1.3',
  rv0: '1.2',
};
let keys: SigningKey[] = [];
let active: ActiveKey;

function tokensFor(...audience: string[]): AccessTokens {
  const ring = new Keyring(keys, clock, systemTimers, () => undefined);
  return new AccessTokens('us', audience, 300_000, ring);
}

/** A token that our own key has signed, whatever it says. */
async function signed(claims: unknown, header: object = {}): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: active.alg, typ: 'at+jwt', kid: active.kid, ...header })
    .sign(active.signing ?? new Uint8Array());
}

const refused = (why: string): unknown =>
  expect.objectContaining({ code: 'ERR_TOKEN_INVALID', message: why });

beforeAll(async () => {
  keys = [await generateKey()];
  const [first] = await activate(keys);
  if (!first) throw new Error('no key');
  active = first;
});

describe('an access token', () => {
  const session: NewSession = newSession({
    id: 'session',
    issuer: 'us',
    startedAt: clock.now() - 5_000,
    expiresAt: clock.now() + 3_600_000,
  });

  it('says what it was minted for, and is read as it was meant', async () => {
    const tokens = tokensFor('api');
    const whole = { ...session, client: 'app', tenant: 'acme', claims: { role: 'admin' } };
    const { token, expiresAt } = await tokens.mint(whole, LOG, clock.now() + 999);
    expect(expiresAt).toBe(clock.now() + 300_000);
    const read = await tokens.read(token);
    const claims = { ...CLAIMS, jti: read.token, tenant: 'acme', auth_time: SECONDS - 5, role: 'admin' };
    expect(read).toStrictEqual({
      issuer: 'us',
      token: expect.stringMatching(/^[\w-]{22}$/) as string,
      session: 'session',
      subject: 'alice',
      client: 'app',
      tenant: 'acme',
      began: LOG.began,
      bond: { incarnation: 'life', minted: LOG.minted },
      issuedAt: clock.now(),
      expiresAt: clock.now() + 300_000,
      claims,
    });
    expect(Object.isFrozen(read.claims)).toBe(true);
    expect((await tokens.mint(whole, LOG, clock.now())).token).not.toBe(token);
  });

  it('is for its issuer where there is no client, for all its audiences, and outlives no session', async () => {
    const tokens = tokensFor('api', 'files');
    const short = { ...session, expiresAt: clock.now() + 60_500 };
    const { token, expiresAt } = await tokens.mint(short, LOG, clock.now());
    expect(expiresAt).toBe(clock.now() + 60_000);
    const read = await tokens.read(token);
    expect(read).toMatchObject({ client: 'us', claims: { aud: ['api', 'files'], client_id: 'us' } });
    expect(read).not.toHaveProperty('tenant');
    expect(read.claims).not.toHaveProperty('tenant');
    expect(await tokensFor('files').read(token)).toMatchObject({ token: read.token });
  });

  it('is refused when it would be too long', async () => {
    const claims = { text: 'x'.repeat(6_200) };
    await expect(tokensFor('api').mint({ ...session, claims }, LOG, clock.now())).rejects.toMatchObject({
      code: 'ERR_CONFIG',
    });
  });

  it('is read by its type, and with no header that is refused', async () => {
    const tokens = tokensFor('api');
    expect(await tokens.read(await signed(CLAIMS, { typ: 'application/AT+JWT' }))).toBeDefined();
    const isNone = refused('the token is not of type at+jwt');
    for (const typ of ['JWT', 'rt+jwt', undefined])
      await expect(tokens.read(await signed(CLAIMS, { typ }))).rejects.toEqual(isNone);
    for (const name of ['jwk', 'jku', 'x5c', 'x5u', 'zip', 'enc']) {
      const token = await signed(CLAIMS, { [name]: 'x' });
      await expect(tokens.read(token)).rejects.toEqual(refused('the token brings a header that is refused'));
    }
    await expect(tokens.read('rubbish')).rejects.toEqual(
      refused('the token is not a JWT in its canonical spelling'),
    );
  });

  it('is ours by issuer and audience, unless it is to be ended', async () => {
    const tokens = tokensFor('api');
    expect(await tokens.read(await signed({ ...CLAIMS, aud: ['x', 'api'] }))).toBeDefined();
    for (const aud of ['x', ['x'], [], undefined, 7, [['api']]]) {
      const token = await signed({ ...CLAIMS, aud });
      await expect(tokens.read(token)).rejects.toEqual(refused('the token is for another audience'));
      expect(await tokens.read(token, { anyAudience: true })).toBeDefined();
    }
    for (const iss of ['them', undefined]) {
      const token = await signed({ ...CLAIMS, iss });
      await expect(tokens.read(token, { anyAudience: true })).rejects.toEqual(
        refused('the token is from another issuer'),
      );
    }
    for (const none of [null, [], 'text', 7])
      await expect(tokens.read(await signed(none))).rejects.toEqual(refused('the token has no claims'));
  });

  it.each(['sub', 'jti', 'sid', 'inc', 'client_id', 'rv', 'rv0'])('needs %s', async (name) => {
    const lacks = refused('the token lacks a claim without which it cannot be revoked');
    for (const value of [undefined, '', 7, 'x'.repeat(1_025)]) {
      const token = await signed({ ...CLAIMS, [name]: value });
      await expect(tokensFor('api').read(token)).rejects.toEqual(lacks);
    }
    if (name.startsWith('rv')) return;
    const longest = await signed({ ...CLAIMS, [name]: 'x'.repeat(1_024) });
    expect(await tokensFor('api').read(longest)).toBeDefined();
  });

  it('has a lifetime, of a day at most, and a tenant only if it can be named', async () => {
    const tokens = tokensFor('api');
    const lifetime = refused('the token has no usable lifetime');
    expect(await tokens.read(await signed({ ...CLAIMS, exp: SECONDS + 86_400 }))).toBeDefined();
    for (const more of [
      { exp: SECONDS + 86_401 },
      { exp: SECONDS },
      { exp: 'x' },
      { iat: -1 },
      { iat: null },
    ]) {
      await expect(tokens.read(await signed({ ...CLAIMS, ...more }))).rejects.toEqual(lifetime);
    }
    for (const tenant of ['', 7, null]) {
      const token = await signed({ ...CLAIMS, tenant });
      await expect(tokens.read(token)).rejects.toEqual(refused('the token names no usable tenant'));
    }
  });
});

it('freezes what it holds, all of it', () => {
  const value = deepFreeze({ list: [{ a: 1 }], text: 'x', none: null });
  expect([value, value.list, value.list[0]].map((one) => Object.isFrozen(one))).toEqual([true, true, true]);
  expect(deepFreeze('text')).toBe('text');
});
