import { expect, it } from 'vitest';
import { ALLOW_KEYS_FROM_A_PRIVATE_NETWORK, createCurfew } from '../../src/index.ts';
import { memory } from '../../src/stores/memory/index.ts';
import { reencodings } from '../support/encodings.ts';
import { IdentityProvider, providerKey, trusting } from '../support/identity-provider.ts';
import { codeOf, loseAll, node, pause, until } from '../support/node.ts';

const SECOND = 1_000;

it('accepts what a trusted issuer signed, and says whose it is', async () => {
  await using provider = await IdentityProvider.start();
  await using curfew = trusting(provider);
  const token = await provider.token({ azp: 'web', tid: 'acme', sid: 'sso-1', scope: 'read' });
  const auth = await curfew.verify(token);
  expect(auth).toMatchObject({ subject: 'alice', issuer: provider.issuer, client: 'web', tenant: 'acme' });
  expect(auth.claims['scope']).toBe('read');
  expect((await curfew.sessions('alice')).map(({ id }) => id)).toEqual([auth.session]);
});

it('ends a session of another issuer with all its tokens, on every node, in every spelling', async () => {
  await using provider = await IdentityProvider.start();
  const store = memory();
  await using a = trusting(provider, { store });
  await using b = trusting(provider, { store });
  const [first, second] = [
    await provider.token({ sid: 's1' }),
    await provider.token({ sid: 's1', azp: 'other' }),
  ];
  const bystander = await provider.token({ sid: 's2' });
  for (const one of [a, b]) for (const token of [first, second, bystander]) await one.verify(token);
  const { signal } = await b.verify(second);
  const receipt = await a.logout(first);
  expect(receipt).toMatchObject({ everywhere: true, revoked: [{ kind: 'session' }] });
  for (const one of [a, b]) {
    for (const token of [first, second, await provider.token({ sid: 's1' })]) {
      expect(await codeOf(one.verify(token))).toBe('ERR_TOKEN_REVOKED');
      for (const [how, spelling] of reencodings(token))
        expect(await codeOf(one.verify(spelling)), how).toMatch(/^ERR_TOKEN/);
    }
    expect((await one.verify(bystander)).subject).toBe('alice');
  }
  expect(signal.aborted).toBe(true);
  expect(await a.sessions('alice')).toHaveLength(1);
});

it('remembers the end of a session that no node has met before', async () => {
  await using provider = await IdentityProvider.start();
  await using curfew = trusting(provider);
  await curfew.logout(await provider.token({ sid: 's1' }));
  expect(await codeOf(curfew.verify(await provider.token({ sid: 's1' })))).toBe('ERR_TOKEN_REVOKED');
});

it('takes a token without sid for a session of its own, by jti, uti, or what was signed', async () => {
  await using provider = await IdentityProvider.start();
  await using curfew = trusting(provider);
  for (const claims of [{}, { jti: undefined, uti: 'u-1' }, { jti: undefined, nr: 1 }]) {
    const dead = await provider.token(claims);
    const alive = await provider.token({ ...claims, ...('uti' in claims && { uti: 'u-2' }), nr: 2 });
    for (const token of [dead, alive]) await curfew.verify(token);
    await curfew.logout(dead);
    for (const [how, spelling] of reencodings(dead))
      expect(await codeOf(curfew.verify(spelling)), how).toMatch(/^ERR_TOKEN/);
    expect(await codeOf(curfew.verify(dead))).toBe('ERR_TOKEN_REVOKED');
    expect(await codeOf(curfew.verify(alive))).toBe('fulfilled');
  }
});

it('ends what somebody proved before a cut-off, also where a token was refreshed since, and nothing later', async () => {
  await using provider = await IdentityProvider.start();
  await using curfew = trusting(provider);
  const now = Math.floor(Date.now() / SECOND);
  const early = { sid: 'early', auth_time: now - 600 };
  const neverMet = { sid: 'never-met', auth_time: now - 500 };
  await curfew.verify(await provider.token(early));
  await curfew.revoke({ subject: 'alice', issuer: provider.issuer });
  const later = Math.floor(Date.now() / SECOND) + 1;
  await until(() => Date.now() >= later * SECOND);
  for (const claims of [early, neverMet, { iat: now, exp: now + 300 }]) {
    expect(
      await codeOf(curfew.verify(await provider.token({ iat: later, exp: later + 300, ...claims }))),
    ).toBe('ERR_TOKEN_REVOKED');
  }
  const fresh = await provider.token({ sid: 'late', iat: later, exp: later + 300, auth_time: later });
  expect(await codeOf(curfew.verify(fresh))).toBe('fulfilled');
  expect(await codeOf(curfew.verify(await provider.token({ sub: 'bob', auth_time: now - 600 })))).toBe(
    'fulfilled',
  );
});

it('keeps people of two issuers apart who are called the same', async () => {
  await using provider = await IdentityProvider.start();
  const { issuer, jwks } = provider;
  const trust = [{ issuer, audience: 'api', jwks, [ALLOW_KEYS_FROM_A_PRIVATE_NETWORK]: true as const }];
  await using curfew = await node({ trust });
  const own = await curfew.issue({ subject: 'alice' });
  const foreign = await provider.token({ sid: own.session });
  for (const token of [own.accessToken, foreign]) await curfew.verify(token);
  await curfew.revoke({ subject: 'alice' });
  expect(await codeOf(curfew.verify(own.accessToken))).toBe('ERR_TOKEN_REVOKED');
  expect(await codeOf(curfew.verify(foreign))).toBe('fulfilled');
  await curfew.logout(foreign);
  expect(await codeOf(curfew.verify(foreign))).toBe('ERR_TOKEN_REVOKED');
  expect(await codeOf(curfew.verify((await curfew.issue({ subject: 'alice' })).accessToken))).toBe(
    'fulfilled',
  );
});

it('ends what hangs on one of two tokens that two issuers have called the same', async () => {
  await using provider = await IdentityProvider.start();
  const other = 'https://other.test/';
  const { issuer, jwks } = provider;
  const allowed = { audience: 'api', jwks, [ALLOW_KEYS_FROM_A_PRIVATE_NETWORK]: true as const };
  const trust = [
    { issuer, ...allowed },
    { issuer: other, ...allowed },
  ];
  await using curfew = createCurfew({ store: memory(), trust });
  const [dead, alive] = [
    await provider.token({ jti: 'same' }),
    await provider.token({ jti: 'same', iss: other }),
  ];
  const signals = [(await curfew.verify(dead)).signal, (await curfew.verify(alive)).signal];
  await curfew.logout(dead);
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  expect(await codeOf(curfew.verify(dead))).toBe('ERR_TOKEN_REVOKED');
  expect(await codeOf(curfew.verify(alive))).toBe('fulfilled');
});

it('refuses what cannot be tracked, what is not for it, and what is not an access token, and says why', async () => {
  await using provider = await IdentityProvider.start();
  await using curfew = trusting(provider);
  const now = Math.floor(Date.now() / SECOND);
  const cases: [Record<string, unknown>, Record<string, unknown>, RegExp][] = [
    [{ exp: undefined }, {}, /no exp/],
    [{ iat: undefined }, {}, /no iat/],
    [{ exp: now + 90_000 }, {}, /longer than a day/],
    [{ sub: undefined }, {}, /no subject/],
    [{ aud: 'another' }, {}, /another audience/],
    [{ aud: undefined }, {}, /another audience/],
    [{ nbf: now + 120 }, {}, /not valid yet/],
    [{ iss: 'https://evil.test/' }, {}, /not trusted/],
    [{}, { typ: 'logout+jwt' }, /not an access token/],
    [{}, { typ: 'secevent+jwt' }, /not an access token/],
    [{}, { jku: provider.jwks }, /header that is refused/],
    [{}, { x5u: 'https://evil.test/' }, /header that is refused/],
    [{}, { jwk: { kty: 'oct', k: 'AA' } }, /header that is refused/],
    [{}, { zip: 'DEF' }, /header that is refused/],
    [{ iat: now - 10 }, { kid: 'nobody' }, /not signed with a key/],
  ];
  for (const [claims, header, why] of cases) {
    const token = await provider.token(claims, header);
    const error = await curfew.verify(token).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'ERR_TOKEN_INVALID', status: 401 });
    expect(String(error), JSON.stringify([claims, header])).toMatch(why);
  }
  await expect(curfew.verify(await provider.token({ iat: now - 60, exp: now - 10 }))).rejects.toMatchObject({
    code: 'ERR_TOKEN_EXPIRED',
  });
});

it('lets no key serve an algorithm that is not its own', async () => {
  const rsa = await providerKey('rsa');
  await using provider = await IdentityProvider.start({ ...rsa, public: { ...rsa.public, alg: 'RS256' } });
  await using curfew = trusting(provider);
  const { alg: _, ...plain } = rsa.private;
  const sameKey = { ...rsa, alg: 'PS256', private: plain };
  expect(await codeOf(curfew.verify(await provider.token({}, {}, sameKey)))).toBe('ERR_TOKEN_INVALID');
  expect(await codeOf(curfew.verify(await provider.token()))).toBe('fulfilled');
});

it('refuses tokens from before the life of a log in which their end may have been lost', async () => {
  await using provider = await IdentityProvider.start();
  const store = memory();
  await using curfew = trusting(provider, { store });
  const now = Math.floor(Date.now() / SECOND);
  const before = await provider.token({ sid: 's1', iat: now - 60 });
  await curfew.ready();
  expect(await codeOf(curfew.verify(before))).toBe('ERR_TOKEN_REVOKED');
  expect(await codeOf(curfew.verify(await provider.token({ sid: 's1' })))).toBe('fulfilled');
  await pause(SECOND);
  const { signal } = await curfew.verify(await provider.token({ sid: 's1', iat: now }));
  await loseAll(store);
  await until(() => signal.aborted);
});

it('asks a verifier of your own about what looks like nothing, and tracks what it answers', async () => {
  const known = new Map<string, Record<string, unknown>>();
  let isDown = false;
  const issuer = 'https://opaque.test/';
  const verify = (token: string): Record<string, unknown> | undefined => {
    if (isDown) throw new Error(`cannot reach it for ${token}`);
    return known.get(token);
  };
  await using curfew = await node({ trust: [{ issuer, verify }] });
  const iat = Math.floor(Date.now() / SECOND);
  const claims = { iss: issuer, sub: 'alice', iat, exp: iat + 300 };
  known
    .set('opaque-1', { ...claims, jti: 'one' })
    .set('opaque-2', { ...claims, jti: 'two' })
    .set('opaque-3', claims);
  expect((await curfew.verify('opaque-1')).subject).toBe('alice');
  expect(await codeOf(curfew.verify('opaque-2'))).toBe('fulfilled');
  expect(await codeOf(curfew.verify('opaque-4'))).toBe('ERR_TOKEN_INVALID');
  await expect(curfew.verify('opaque-3')).rejects.toThrow(/cannot be tracked/);
  await curfew.logout('opaque-1');
  expect(await codeOf(curfew.verify('opaque-1'))).toBe('ERR_TOKEN_REVOKED');
  expect(await codeOf(curfew.verify('opaque-2'))).toBe('fulfilled');
  isDown = true;
  const error = await curfew.verify('opaque-5').catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'ERR_ISSUER_UNAVAILABLE', status: 503 });
  expect(String(error)).not.toContain('opaque-5');
  const own = await curfew.issue({ subject: 'bob' });
  expect((await curfew.verify(own.accessToken)).subject).toBe('bob');
});

it(
  'asks a verifier again about what it has proved, and does not wait for ever for one',
  { timeout: 20_000 },
  async () => {
    const issuer = 'https://opaque.test/';
    let by = 0;
    let answer: 'live' | 'gone' | 'never' = 'live';
    const iat = Math.floor(Date.now() / SECOND);
    const verify = (): Promise<Record<string, unknown> | undefined> => {
      if (answer === 'never') return new Promise(() => undefined);
      return Promise.resolve(
        answer === 'live' ? { iss: issuer, sub: 'alice', jti: 'one', iat, exp: iat + 600 } : undefined,
      );
    };
    const clock = { now: () => Date.now() + by, monotonic: () => performance.now() + by };
    await using curfew = createCurfew({ store: memory(), clock, trust: [{ issuer, verify }] });
    expect((await curfew.verify('opaque')).subject).toBe('alice');
    answer = 'gone';
    expect((await curfew.verify('opaque')).subject).toBe('alice');
    by += 61_000;
    expect(await codeOf(curfew.verify('opaque'))).toBe('ERR_TOKEN_INVALID');
    answer = 'never';
    const started = performance.now();
    expect(await codeOf(curfew.verify('another'))).toBe('ERR_ISSUER_UNAVAILABLE');
    expect(performance.now() - started).toBeLessThan(5_000);
  },
);
