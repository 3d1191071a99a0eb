import { createPublicKey, createSign, createVerify, generateKeyPairSync, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { garbageLike } from '../judging/garbage.ts';
import { expiresAt, readJwt } from './jwt.ts';
import { reEncodings } from './re-encoded.ts';

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

it.each([
  ['ES256', 'prime256v1', 'sha256'],
  ['ES384', 'secp384r1', 'sha384'],
])('makes the twin of an %s signature, which verifies', (alg, namedCurve, hash) => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve });
  const input = `${part({ alg })}.${part({ sub: 'ada' })}`;
  const signature = createSign(hash).update(input).sign({ key: privateKey, dsaEncoding: 'ieee-p1363' });
  const token = `${input}.${signature.toString('base64url')}`;
  const twin = reEncodings(token).find(({ how }) => how === 'other ECDSA signature')?.value ?? '';
  expect(twin).not.toBe(token);
  expect(twin.slice(0, input.length)).toBe(input);
  const key = { key: createPublicKey(privateKey), dsaEncoding: 'ieee-p1363' as const };
  const other = Buffer.from(twin.split('.')[2] ?? '', 'base64url');
  expect(other).toHaveLength(signature.length);
  expect(createVerify(hash).update(input).verify(key, other)).toBe(true);
});

it.each([31, 32, 33, 34])('writes %i bytes otherwise, and they stay the same bytes', (length) => {
  const bytes = randomBytes(length);
  const token = `${part({ alg: 'HS256' })}.${part({})}.${bytes.toString('base64url')}`;
  for (const { value } of reEncodings(token)) {
    expect(value).not.toBe(token);
    expect(Buffer.from(value.split('.')[2] ?? '', 'base64url')).toEqual(bytes);
  }
  const hows = reEncodings(token).map(({ how }) => how);
  expect(hows).toEqual(length % 3 === 0 ? ['padded'] : ['last character changed', 'padded']);
});

it('makes garbage of the same shape', () => {
  const value = 's%3Aabc-DEF_123.xyz';
  const garbage = garbageLike(value);
  expect(garbage).toMatch(/^[a-f]%3A[a-f]{3}-[A-F]{3}_\d{3}\.[a-f]{3}$/);
  const token = `${part({ alg: 'HS256' })}.${part({ exp: 9 })}.${randomBytes(32).toString('base64url')}`;
  expect(garbageLike(token)).not.toBe(token);
  expect(readJwt(garbageLike(token))?.claims).toEqual({ exp: 9 });
});

it('reads when a token expires, and nothing from what is none', () => {
  expect(expiresAt(`${part({ alg: 'HS256' })}.${part({ exp: 9 })}.abcd`)).toBe(9_000);
  expect(expiresAt(`${part({ alg: 'HS256' })}.${part({ exp: '9' })}.abcd`)).toBeUndefined();
  expect(
    ['', 'a.b', 'a.b.c', 'a.b.c.d', undefined].map(expiresAt).filter((one) => one !== undefined),
  ).toEqual([]);
});
