import { expect, it } from 'vitest';
import {
  ALLOW_KEYS_FROM_A_PRIVATE_NETWORK,
  ConfigError,
  createCurfew,
  type Clock,
  type TrustedIssuer,
} from '../../src/index.ts';
import { memory } from '../../src/stores/memory/index.ts';
import { IdentityProvider, providerKey, trusting } from '../support/identity-provider.ts';
import { codeOf, node, until } from '../support/node.ts';

/** A clock that can be set forward. */
class Ahead implements Clock {
  by = 0;
  now = (): number => Date.now() + this.by;
  monotonic = (): number => performance.now() + this.by;
}

/** A clock that stands still, and can be set forward. */
class Held implements Clock {
  by = 0;
  readonly #began = Date.now();
  now = (): number => this.#began + this.by;
  monotonic = (): number => this.by;
}

it('fetches keys anew before they are too old to be believed, and nobody waits for that', async () => {
  const [first, second] = [await providerKey('first'), await providerKey('second')];
  await using provider = await IdentityProvider.start(first, second);
  const clock = new Held();
  await using curfew = trusting(provider, { clock });
  const [old, current] = [await provider.token({}, {}, first), await provider.token({}, {}, second)];
  for (const token of [old, current]) await curfew.verify(token);
  provider.keys = [second];
  clock.by += 46_000;
  expect(await codeOf(curfew.verify(old))).toBe('fulfilled');
  await until(async () => (await codeOf(curfew.verify(old))) === 'ERR_TOKEN_INVALID');
  expect(await codeOf(curfew.verify(current))).toBe('fulfilled');
  expect(provider.asked).toBeLessThanOrEqual(3);
});

it('asks for the keys once, however many requests need them', async () => {
  await using provider = await IdentityProvider.start();
  await using curfew = trusting(provider);
  const tokens = await Promise.all(Array.from({ length: 40 }, () => provider.token()));
  await Promise.all(tokens.map((token) => curfew.verify(token)));
  expect(provider.asked).toBe(1);
});

it('fetches once more for an unknown kid, however many ask, and accepts a key that is new', async () => {
  const [first, second] = [await providerKey('first'), await providerKey('second', 'ES256')];
  await using provider = await IdentityProvider.start(first);
  const clock = new Ahead();
  await using curfew = trusting(provider, { clock });
  await curfew.verify(await provider.token());
  clock.by += 6_000;
  const strangers = await Promise.all(
    Array.from({ length: 40 }, (_, index) => provider.token({}, { kid: `unknown-${index}` })),
  );
  const codes = await Promise.all(strangers.map((token) => codeOf(curfew.verify(token))));
  expect(new Set(codes)).toEqual(new Set(['ERR_TOKEN_INVALID']));
  expect(provider.asked).toBe(2);
  provider.keys = [first, second];
  clock.by += 6_000;
  expect(await codeOf(curfew.verify(await provider.token({}, {}, second)))).toBe('fulfilled');
  expect(provider.asked).toBe(3);
});

it('answers 503, not 401, for a key that may be newer than what was fetched a moment ago', async () => {
  const [first, second] = [await providerKey('first'), await providerKey('second')];
  await using provider = await IdentityProvider.start(first);
  await using curfew = trusting(provider);
  await curfew.verify(await provider.token());
  provider.keys = [first, second];
  const later = Math.floor(Date.now() / 1_000) + 2;
  const token = await provider.token({ iat: later, exp: later + 60 }, {}, second);
  expect(await codeOf(curfew.verify(token))).toBe('ERR_ISSUER_UNAVAILABLE');
});

it('stops at once with the tokens of a key that was taken back', async () => {
  const [first, second] = [await providerKey('first'), await providerKey('second')];
  await using provider = await IdentityProvider.start(first, second);
  const clock = new Ahead();
  await using curfew = trusting(provider, { clock });
  const [old, current] = [await provider.token({}, {}, first), await provider.token({}, {}, second)];
  for (const token of [old, current]) await curfew.verify(token);
  provider.keys = [second];
  clock.by += 61_000;
  expect(await codeOf(curfew.verify(old)), 'the first request after a minute, on a node that was idle').toBe(
    'ERR_TOKEN_INVALID',
  );
  expect(await codeOf(curfew.verify(current))).toBe('fulfilled');
});

it(
  'goes on with the keys it has while they cannot be fetched, and answers 503 where it has none',
  { timeout: 20_000 },
  async () => {
    await using provider = await IdentityProvider.start();
    await using other = await IdentityProvider.start();
    const clock = new Ahead();
    const { issuer, jwks } = provider;
    const allowed = { [ALLOW_KEYS_FROM_A_PRIVATE_NETWORK]: true as const };
    const trust: TrustedIssuer[] = [
      { issuer, audience: 'api', jwks, ...allowed },
      { issuer: 'https://other.test/', audience: 'api', jwks: other.jwks, ...allowed },
    ];
    await using curfew = await node({ trust, clock });
    const own = await curfew.issue({ subject: 'bob' });
    const token = await provider.token({ exp: Math.floor(Date.now() / 1_000) + 7_200 });
    await curfew.verify(token);
    provider.hangs = other.hangs = true;
    clock.by += 61_000;
    const started = performance.now();
    expect(await codeOf(curfew.verify(token))).toBe('fulfilled');
    expect(performance.now() - started, 'nobody waits for keys that are there').toBeLessThan(2_500);
    expect(await codeOf(curfew.verify(await other.token({ iss: 'https://other.test/' })))).toBe(
      'ERR_ISSUER_UNAVAILABLE',
    );
    expect(performance.now() - started).toBeLessThan(10_000);
    const asked = other.asked;
    expect(await codeOf(curfew.verify(await other.token({ iss: 'https://other.test/' })))).toBe(
      'ERR_ISSUER_UNAVAILABLE',
    );
    expect(other.asked, 'it is left alone for a while').toBe(asked);
    expect(await codeOf(curfew.verify(own.accessToken))).toBe('fulfilled');
    other.hangs = false;
    clock.by += 6_000;
    expect(await codeOf(curfew.verify(await other.token({ iss: 'https://other.test/' })))).toBe('fulfilled');
  },
);

it('follows no redirect, also to a place that has the very keys', async () => {
  await using elsewhere = await IdentityProvider.start();
  await using provider = await IdentityProvider.start(...elsewhere.keys);
  const { jwks } = elsewhere;
  for (const status of [301, 302, 303, 307, 308]) {
    provider.broken = (answer) => Object.assign(answer, { status, headers: { location: jwks } });
    await using curfew = trusting(provider);
    expect(await codeOf(curfew.verify(await provider.token())), String(status)).toBe(
      'ERR_ISSUER_UNAVAILABLE',
    );
  }
  expect([provider.asked, elsewhere.asked]).toEqual([5, 0]);
});

it('takes nothing else for keys: redirects, errors, rubbish, endless answers, and keys that sign for anybody', async () => {
  const weak = { kty: 'RSA', n: 'AQAB', e: 'AQAB', kid: 'first', alg: 'RS256' };
  const answers: [string, IdentityProvider['broken']][] = [
    [
      'a redirect',
      (answer) => Object.assign(answer, { status: 302, headers: { location: 'http://127.0.0.1:1/' } }),
    ],
    ['an error', (answer) => Object.assign(answer, { status: 500 })],
    ['no JSON', (answer) => Object.assign(answer, { body: '<html>' })],
    ['no set', (answer) => Object.assign(answer, { body: '[]' })],
    ['a flood', (answer) => Object.assign(answer, { body: `{"keys":[${' '.repeat(300_000)}]}` })],
    [
      'a symmetric key',
      (answer) => Object.assign(answer, { body: '{"keys":[{"kty":"oct","k":"AAAA","kid":"first"}]}' }),
    ],
    ['a short key', (answer) => Object.assign(answer, { body: JSON.stringify({ keys: [weak] }) })],
  ];
  for (const [what, broken] of answers) {
    await using provider = await IdentityProvider.start();
    provider.broken = broken;
    await using curfew = trusting(provider);
    expect(await codeOf(curfew.verify(await provider.token())), what).toMatch(
      /^ERR_(ISSUER_UNAVAILABLE|TOKEN_INVALID)$/,
    );
  }
});

it('refuses at boot what it must not trust, and says what to write', () => {
  const at =
    (jwks: string, more: object = {}): (() => unknown) =>
    () =>
      createCurfew({
        store: memory(),
        trust: [{ issuer: 'https://login.test/', audience: 'api', jwks, ...more }],
      });
  for (const inside of [
    'http://example.com/jwks',
    'https://127.0.0.1/',
    'https://10.1.2.3/',
    'https://192.168.0.1/',
    'https://169.254.169.254/',
    'https://localhost/',
    'https://keycloak/',
    'https://a.internal/',
    'https://[::1]/',
    'https://[fd00::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://user:pw@example.com/',
    'ftp://example.com/',
    'no url',
  ]) {
    expect(at(inside), inside).toThrow(ConfigError);
  }
  expect(at('https://login.example.com/jwks')).not.toThrow();
  expect(at('https://[2606:4700::1111]/jwks')).not.toThrow();
  expect(at('http://keycloak:8080/jwks', { [ALLOW_KEYS_FROM_A_PRIVATE_NETWORK]: true })).not.toThrow();
  const trust =
    (given: unknown): (() => unknown) =>
    () =>
      createCurfew({ store: memory(), trust: given as TrustedIssuer[] });
  const one = { issuer: 'https://login.test/', audience: 'api' };
  for (const wrong of [
    {},
    [one],
    [{ ...one, jwks: 'https://a.example/', key: { kty: 'RSA' } }],
    [{ ...one, key: { kty: 'oct', k: 'AA' } }],
    [{ ...one, key: { kty: 'EC', d: 'x' } }],
    [{ ...one, key: [] }],
    [{ ...one, audience: [], jwks: 'https://a.example/' }],
    [{ ...one, issuer: '*', jwks: 'https://a.example/' }],
    [{ ...one, algorithms: ['HS256'], jwks: 'https://a.example/' }],
    [{ ...one, algorithms: [], jwks: 'https://a.example/' }],
    [{ ...one, algoritms: ['RS256'], jwks: 'https://a.example/' }],
    [{ issuer: 'https://login.test/', verify: 'no function' }],
    [
      { ...one, jwks: 'https://a.example/' },
      { ...one, jwks: 'https://b.example/' },
    ],
  ]) {
    expect(trust(wrong), JSON.stringify(wrong)).toThrow(ConfigError);
  }
});
