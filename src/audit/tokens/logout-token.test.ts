import { generateKeyPairSync } from 'node:crypto';
import { importJWK, jwtVerify } from 'jose';
import { expect, it } from 'vitest';
import { LogoutTokens } from './logout-token.ts';

const KEYS = {
  RS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  PS384: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  ES512: generateKeyPairSync('ec', { namedCurve: 'P-521' }),
  EdDSA: generateKeyPairSync('ed25519'),
};

it.each(Object.entries(KEYS))(
  'signs by %s as others verify',
  async (algorithm, { privateKey, publicKey }) => {
    const key = privateKey.export({ format: 'jwk' });
    const plan = {
      url: '/',
      issuer: 'https://op.example',
      audience: 'app',
      key: { ...key, kid: 'k1' },
      algorithm,
    };
    const tokens = new LogoutTokens(plan);
    const token = tokens.sign(tokens.claims({ sid: 's1' }));
    const { payload, protectedHeader } = await jwtVerify(
      token,
      await importJWK(publicKey.export({ format: 'jwk' }), algorithm),
      {
        issuer: 'https://op.example',
        audience: 'app',
        typ: 'logout+jwt',
        requiredClaims: ['iat', 'exp', 'jti'],
      },
    );
    expect(protectedHeader.kid).toBe('k1');
    expect(payload).toMatchObject({
      sid: 's1',
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    });
  },
);
