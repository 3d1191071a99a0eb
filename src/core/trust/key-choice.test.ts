import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { expect, it } from 'vitest';
import { TestClock } from '../../../test/support/clock.ts';
import { systemTimers } from '../timers.ts';
import { KeySet } from './key-set.ts';
import type { SigningTrust } from './options.ts';

async function publicKey(alg: string, more: object = {}): Promise<JWK> {
  return { ...(await exportJWK((await generateKeyPair(alg, { extractable: true })).publicKey)), ...more };
}

/** Whether a list of keys has the one that a token names. */
async function choose(keys: readonly JWK[], alg: string, kid?: string): Promise<string> {
  return set(keys)
    .find({ kid, alg, issuedAt: 0 })
    .then(
      () => 'found',
      (error: Error) => error.message,
    );
}

function set(source: readonly JWK[]): KeySet {
  const trust = { issuer: 'https://login.test', source } as unknown as SigningTrust;
  return new KeySet(trust, new TestClock(), systemTimers, () => undefined);
}

const NONE = 'the token was not signed with a key of its issuer';

it('takes the only key that fits where a token names none, and never guesses between two', async () => {
  const [ec, other, okp] = [await publicKey('ES256'), await publicKey('ES256'), await publicKey('Ed25519')];
  expect(await choose([ec, okp], 'ES256')).toBe('found');
  expect(await choose([ec, other], 'ES256')).toBe(NONE);
  expect(await choose([okp], 'ES256')).toBe(NONE);
  expect(await choose([], 'ES256')).toBe(NONE);
  const named = [
    { ...ec, kid: 'a' },
    { ...other, kid: 'b' },
  ];
  expect(await choose(named, 'ES256', 'b')).toBe('found');
  expect(await choose(named, 'ES256', 'c')).toBe(NONE);
  expect(await choose([ec], 'ES256', 'c')).toBe(NONE);
});

it('lets a key serve its own family, curve, algorithm and use only', async () => {
  const [ec, p384, okp] = [await publicKey('ES256'), await publicKey('ES384'), await publicKey('Ed25519')];
  expect(await choose([p384], 'ES384')).toBe('found');
  expect(await choose([ec], 'ES384')).toBe(NONE);
  expect(await choose([p384], 'ES256')).toBe(NONE);
  for (const alg of ['EdDSA', 'Ed25519']) expect(await choose([okp], alg)).toBe('found');
  expect(await choose([{ ...okp, crv: 'X25519' }], 'EdDSA')).toBe(NONE);
  const cases: [object, string][] = [
    [{ alg: 'ES256' }, 'found'],
    [{ alg: 'ES384' }, NONE],
    [{ use: 'sig' }, 'found'],
    [{ use: 'enc' }, NONE],
    [{ kty: 'RSA' }, NONE],
    [{ kty: 'OKP' }, NONE],
    [{ key_ops: ['verify'] }, 'found'],
  ];
  for (const [more, said] of cases)
    expect(await choose([{ ...ec, ...more }], 'ES256'), JSON.stringify(more)).toBe(said);
});

it('takes an RSA key of 2,048 bits, and none that is shorter or has no number', async () => {
  const rsa = await publicKey('RS256');
  for (const alg of ['RS256', 'PS384']) expect(await choose([rsa], alg)).toBe('found');
  expect(await choose([{ ...rsa, n: rsa.n?.slice(0, 341) ?? '' }], 'RS256')).toBe(NONE);
  const { n: _, ...none } = rsa;
  expect(await choose([none], 'RS256')).toBe(NONE);
});

it('says that a key cannot be used, and imports one that can be used once', async () => {
  const ec = await publicKey('ES256', { kid: 'a' });
  const { x: _, ...broken } = ec;
  expect(await choose([broken], 'ES256')).toBe('the issuer publishes a key that cannot be used');
  const keys = set([ec]);
  const choice = { kid: 'a', alg: 'ES256', issuedAt: 0 };
  expect(await keys.find(choice)).toBe(await keys.find(choice));
  expect(keys.keepCurrent(), 'nothing is fetched').toBeUndefined();
});
