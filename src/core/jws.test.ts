import { CompactSign, type CryptoKey } from 'jose';
import { expect, it } from 'vitest';
import { headerOf, isRecord, isSeconds, looksLikeJwt, mediaType, payloadOf } from './jws.ts';
import { activate, generateKey } from './keys.ts';
import { isId, checkId } from './ids.ts';
import { silence } from './limits.ts';

it('is three parts of base64url, each spelt in its one way, of which the first is an object', () => {
  expect(looksLikeJwt('eyJh.eyJi.c2ln')).toBe(true);
  expect(looksLikeJwt('eyJh.eyJi.c2ln', 14)).toBe(true);
  expect(looksLikeJwt('eyJh.eyJi.c2ln', 13)).toBe(false);
  expect(looksLikeJwt(`ey${'A'.repeat(8_181)}.eyJi.c2k`)).toBe(true);
  expect(looksLikeJwt(`ey${'A'.repeat(8_182)}.eyJi.c2k`)).toBe(false);
  for (const text of [
    'eyJh.eyJi',
    'eyJh.eyJi.c2ln.c2ln',
    'eyJh..c2ln',
    'AyJh.eyJi.c2ln',
    'eyJh.eyJi.c2lnB',
  ]) {
    expect(looksLikeJwt(text), text).toBe(false);
  }
});

it('has a header that can be read, or is none', () => {
  expect(headerOf(`${btoa('{"alg":"ES256"}')}.e.s`)).toEqual({ alg: 'ES256' });
  expect(() => headerOf('rubbish')).toThrow(expect.objectContaining({ code: 'ERR_TOKEN_INVALID' }));
});

it('proves its payload, which is JSON in UTF-8', async () => {
  const [key] = await activate(await generateKey());
  if (!key?.signing) throw new Error('no key');
  const signed = (payload: Uint8Array, secret: CryptoKey = key.signing as CryptoKey): Promise<string> =>
    new CompactSign(payload).setProtectedHeader({ alg: key.alg }).sign(secret);
  const text = (given: string): Uint8Array => new TextEncoder().encode(given);
  const refused = expect.objectContaining({ code: 'ERR_TOKEN_INVALID' }) as unknown;
  expect(await payloadOf(await signed(text('{"a":"é"}')), key)).toEqual({ a: 'é' });
  await expect(payloadOf(await signed(text('{"a":')), key)).rejects.toEqual(refused);
  await expect(payloadOf(await signed(Uint8Array.of(0x22, 0xff, 0x22)), key)).rejects.toEqual(refused);
  const [other] = await activate(await generateKey());
  await expect(payloadOf(await signed(text('{}'), other?.signing), key)).rejects.toEqual(refused);
});

it('knows types, instants and objects as JWTs have them', () => {
  expect(mediaType('application/AT+JWT')).toBe('at+jwt');
  expect(mediaType('jwt')).toBe('jwt');
  expect(mediaType('x-application/jwt')).toBe('x-application/jwt');
  expect(mediaType(7)).toBe(undefined);
  expect([0, 1, 99_999_999_999].map(isSeconds)).toEqual([true, true, true]);
  expect([-1, 0.5, 1e11, NaN, '1', null, undefined].some(isSeconds)).toBe(false);
  expect([{}, { a: 1 }].map(isRecord)).toEqual([true, true]);
  expect([null, undefined, [], 'text', 7].some(isRecord)).toBe(false);
});

it('takes for an id what every store keeps as it is', () => {
  expect(['a', 'é'.repeat(255), '😀'].map((id) => isId(id))).toEqual([true, true, true]);
  expect(['', 'a'.repeat(256), 'a\0', '\ud83d', 7, null].some((id) => isId(id))).toBe(false);
  expect(isId('abc', 3)).toBe(true);
  expect(isId('abcd', 3)).toBe(false);
  expect(checkId('subject', 'alice')).toBe('alice');
  expect(() => checkId('subject', 'alice', 4)).toThrow(
    new TypeError('subject must be a string of 1 to 4 characters, none of them a control character'),
  );
});

it('waits for a silent node for its staleness, 2 % and 60 ms', () => {
  expect([silence(0), silence(1), silence(1_000)]).toEqual([0, 62, 1_080]);
});
