import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { SignJWT } from 'jose';
import { findUser, seed } from './accounts.ts';

export const CLIENT_ID = 'web-shop';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const NAMES = { kid: 'idp-2026', alg: 'ES256' };

/** The key that the provider signs with, as whoever operates it could export it. */
export const PROVIDER_KEY: Readonly<Record<string, unknown>> = {
  ...privateKey.export({ format: 'jwk' }),
  ...NAMES,
};

/** A provider of OpenID Connect, as far as an application of its own needs it: tokens for passwords, and its keys. */
export function identityProvider(): Server {
  const users = seed();
  const server = createServer((req, res) => {
    const issuer = `http://${req.headers.host}`;
    const answer = (status: number, body: object): void =>
      void res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (req.url === '/jwks')
      return answer(200, { keys: [{ ...publicKey.export({ format: 'jwk' }), ...NAMES }] });
    if (req.url !== '/token') return answer(404, {});
    void text(req).then(async (body) => {
      const form = new URLSearchParams(body);
      const user = findUser(users, form.get('username'), form.get('password'));
      if (!user) return answer(400, { error: 'invalid_grant' });
      const id_token = await new SignJWT({ sid: randomUUID(), email: user.email })
        .setProtectedHeader(NAMES)
        .setIssuer(issuer)
        .setAudience(CLIENT_ID)
        .setSubject(`user-${user.id}`)
        .setIssuedAt()
        .setExpirationTime('5m')
        .sign(privateKey);
      answer(200, { id_token, token_type: 'Bearer', access_token: randomUUID() });
    });
  });
  return server;
}
