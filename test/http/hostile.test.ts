import fc from 'fast-check';
import { CompactSign, exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';
import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { sessionCookies } from '../../src/adapters/express.ts';
import { generateKey, type Algorithm, type SigningKey } from '../../src/index.ts';
import { TestApp } from '../support/app.ts';
import { node } from '../support/node.ts';
import { rawRequest } from '../support/raw.ts';

const b64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

async function sign(key: SigningKey, header: object, claims: unknown): Promise<string> {
  const payload = typeof claims === 'string' ? claims : JSON.stringify(claims);
  const signing = (await importJWK(key, key.alg)) as CryptoKey;
  return new CompactSign(new TextEncoder().encode(payload))
    .setProtectedHeader(header as { alg: string })
    .sign(signing);
}

it.each<Algorithm>(['EdDSA', 'ES256', 'RS256'])('refuses every forgery of a token (%s)', async (alg) => {
  const key = await generateKey(alg);
  const stranger = await generateKey(alg);
  await using curfew = await node({ issuer: { name: 'https://api.test', audience: 'api', keys: [key] } });
  await using app = await TestApp.start(curfew);
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  const [head = '', body = '', signature = ''] = accessToken.split('.');
  const header = { alg, typ: 'at+jwt', kid: key.kid };
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
  const without = (name: string): object =>
    Object.fromEntries(Object.entries(claims).filter(([one]) => one !== name));
  const [publicKey] = (await curfew.jwks()).keys;
  const hs = (secret: string): string => {
    const input = `${b64({ alg: 'HS256', typ: 'at+jwt', kid: key.kid })}.${body}`;
    return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
  };
  const own = await generateKeyPair('ES256', { extractable: true });
  const embedded: JWK = await exportJWK(own.publicKey);
  const forgeries: Record<string, string> = {
    'alg none': `${b64({ alg: 'none', typ: 'at+jwt', kid: key.kid })}.${body}.`,
    'alg None, with a signature': `${b64({ alg: 'None', typ: 'at+jwt', kid: key.kid })}.${body}.${signature}`,
    'the key of a stranger': await sign(stranger, header, claims),
    'the kid of a stranger': await sign(stranger, { ...header, kid: stranger.kid }, claims),
    'no kid': await sign(key, { alg, typ: 'at+jwt' }, claims),
    'HMAC with the public key as secret': hs(JSON.stringify(publicKey)),
    'HMAC with an empty secret': hs(''),
    'an embedded key': await new CompactSign(Buffer.from(JSON.stringify(claims)))
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: key.kid ?? '', jwk: embedded })
      .sign(own.privateKey),
    'a key URL': await sign(key, { ...header, jku: 'http://127.0.0.1:9/jwks' }, claims),
    'a certificate URL': await sign(key, { ...header, x5u: 'http://127.0.0.1:9/cert' }, claims),
    'type JWT': await sign(key, { ...header, typ: 'JWT' }, claims),
    'type logout+jwt': await sign(key, { ...header, typ: 'logout+jwt' }, claims),
    'no type': await sign(key, { alg, kid: key.kid }, claims),
    'another audience': await sign(key, header, { ...claims, aud: 'other' }),
    'no audience': await sign(key, header, without('aud')),
    'another issuer': await sign(key, header, { ...claims, iss: 'https://evil.example' }),
    'no issuer': await sign(key, header, without('iss')),
    'no expiry': await sign(key, header, without('exp')),
    'an expiry in words': await sign(key, header, { ...claims, exp: 'never' }),
    'an endless expiry': await sign(key, header, { ...claims, exp: 1e300 }),
    'no jti': await sign(key, header, without('jti')),
    'no sid': await sign(key, header, without('sid')),
    'a sid that nobody opened': await sign(key, header, { ...claims, sid: 'AAAAAAAAAAAAAAAAAAAAAA' }),
    'no log': await sign(key, header, without('inc')),
    'another log': await sign(key, header, { ...claims, inc: 'another' }),
    'no place in the log': await sign(key, header, without('rv0')),
    'a place that is none': await sign(key, header, { ...claims, rv: '1.-1' }),
    'a subject that is an object': await sign(key, header, { ...claims, sub: { toString: 'alice' } }),
    'claims that are a list': await sign(key, header, '[]'),
    'claims that are null': await sign(key, header, 'null'),
    'claims that are no JSON': await sign(key, header, '{"iss":'),
    'another payload': `${head}.${b64({ ...claims, sub: 'admin' })}.${signature}`,
    'no signature': `${head}.${body}.`,
    'half a signature': `${head}.${body}.${signature.slice(0, 40)}`,
    'four parts': `${accessToken}.${signature}`,
    'five parts, as if encrypted': `${head}.${body}.${signature}.${body}.${signature}`,
    'a huge token': `${head}.${'A'.repeat(9_000)}.${signature}`,
    'a nested token': await sign(key, { ...header, cty: 'JWT' }, accessToken),
    'deep JSON': await sign(key, header, '['.repeat(2_000) + ']'.repeat(2_000)),
  };
  const refused: string[] = [];
  curfew.on('refused', ({ code }) => refused.push(code));
  for (const [what, token] of Object.entries(forgeries)) {
    const answer = await app.fetch('/me', { token });
    expect([400, 401], `${what}: ${answer.status}`).toContain(answer.status);
  }
  expect((await app.fetch('/me', { token: accessToken })).status, 'the real one lives').toBe(200);
  expect(refused.length).toBeGreaterThan(30);
});

it('takes no kind of token for another', async () => {
  await using curfew = await node();
  await using app = await TestApp.start(curfew);
  const { accessToken, refreshToken } = await curfew.issue({ subject: 'alice' });
  expect((await app.fetch('/me', { token: refreshToken })).status).toBe(401);
  expect((await app.post('/auth/refresh', { json: { refreshToken: accessToken } })).status).toBe(401);
  expect((await app.fetch('/me', { token: accessToken })).status).toBe(200);
});

it(
  'refuses what no client library sends: doubled, broken and endless headers, bodies that never end',
  { timeout: 60_000 },
  async () => {
    await using curfew = await node();
    await using app = await TestApp.start(curfew, { cookies: sessionCookies() });
    const { accessToken } = await curfew.issue({ subject: 'alice' });
    const other = (await curfew.issue({ subject: 'bob' })).accessToken;
    const get = (...headers: string[]): Promise<{ status: number }> =>
      rawRequest(
        app.url,
        `GET /me HTTP/1.1\r\nHost: x\r\n${headers.map((one) => `${one}\r\n`).join('')}\r\n`,
      );
    const bearer = `Authorization: Bearer ${accessToken}`;
    expect((await get(bearer)).status).toBe(200);
    expect((await get(bearer, bearer)).status).toBe(400);
    expect((await get(bearer, `authorization: Bearer ${other}`)).status).toBe(400);
    expect((await get(`Authorization: Bearer ${accessToken}, Bearer ${other}`)).status).toBe(400);
    expect((await get(`Authorization: Bearer ${accessToken} x`)).status).toBe(401);
    expect((await get('Authorization: Bearer \x80\xff\xfe.\xc3\x28.x')).status).toBe(401);
    expect((await get(`Cookie: __Host-session=${accessToken}; __Host-session=${other}`)).status).toBe(400);
    expect(
      (await get(`Cookie: __Host-session=${accessToken}`, `Cookie: __Host-session=${other}`)).status,
    ).toBe(400);
    expect((await get(`Authorization: Bearer ${'a.'.repeat(6_000)}`)).status).toBe(401);
    expect((await get(`X: ${'a'.repeat(40_000)}`)).status).toBe(431);

    const post = (head: string, body: string): Promise<{ status: number }> =>
      rawRequest(app.url, `POST /auth/logout HTTP/1.1\r\nHost: x\r\n${head}\r\n\r\n${body}`);
    const json = 'Content-Type: application/json';
    expect((await post(`${json}\r\nContent-Length: 50`, '{"refreshToken":')).status, 'never ends').toBe(400);
    expect((await post(`${json}\r\nContent-Length: 20000000`, 'x'.repeat(20_000))).status).toBe(400);
    expect((await post(`${json}\r\nTransfer-Encoding: chunked`, '5\r\n{"a":\r\n0\r\n\r\n')).status).toBe(400);
    expect((await post('Content-Length: 3', 'abc')).status).toBe(400);
    const form = 'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 200';
    expect((await post(form, 'token=abc')).status, 'half a form is no form').toBe(400);
    const target = await rawRequest(
      app.url,
      'POST /auth/logout/%ff%00/../ HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n',
    );
    expect(target.status).toBeLessThan(500);
    for (const method of ['TRACE', 'CONNECT', 'PROPFIND']) {
      const answer = await rawRequest(app.url, `${method} /auth/logout HTTP/1.1\r\nHost: x\r\n\r\n`, 2_000);
      expect(answer.status, method).toBeLessThan(500);
    }
    expect((await get(bearer)).status, 'the server is as well as before').toBe(200);
  },
);

it(
  'answers 10,000 fuzzed headers and bodies with 4xx or the truth, never with 5xx',
  { timeout: 120_000 },
  async () => {
    await using curfew = await node();
    await using app = await TestApp.start(curfew, { cookies: sessionCookies() });
    const { accessToken, refreshToken } = await curfew.issue({ subject: 'alice' });
    const piece = fc.oneof(
      fc.constantFrom(
        '.',
        '..',
        'ey',
        'Bearer ',
        'bearer',
        ' ',
        ',',
        '=',
        ';',
        '__Host-session=',
        '%00',
        '"',
        '{',
        'null',
      ),
      fc.string({ unit: 'binary-ascii', maxLength: 40 }),
      fc.constantFrom(...accessToken.split('.')),
      fc.constantFrom(...refreshToken.split('.')),
      fc.base64String({ maxLength: 80 }),
    );
    const text = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    const header = text.map((one) => one.replace(/[^\x20-\x7e]/g, '').trim());
    const body = fc.oneof(
      text,
      fc.json({ maxDepth: 6 }),
      fc
        .dictionary(
          fc.constantFrom('refreshToken', 'refresh_token', 'token', '__proto__', 'a'),
          fc.oneof(text, fc.anything()),
        )
        .map((one) => JSON.stringify(one) ?? ''),
    );
    const request = fc.record({
      path: fc.constantFrom(
        '/me',
        '/auth/logout',
        '/auth/refresh',
        '/auth/logout/others',
        '/auth/sessions',
        '/auth/sessions/x',
      ),
      method: fc.constantFrom('GET', 'POST', 'DELETE'),
      authorization: fc.option(header, { nil: undefined }),
      cookie: fc.option(header, { nil: undefined }),
      origin: fc.option(header, { nil: undefined }),
      type: fc.constantFrom(
        'application/json',
        'application/x-www-form-urlencoded',
        'text/plain',
        'multipart/form-data',
        '',
      ),
      body,
    });
    const seen = new Map<number, number>();
    const ask = async (one: typeof request extends fc.Arbitrary<infer T> ? T : never): Promise<void> => {
      const headers = new Headers({ 'content-type': one.type });
      for (const name of ['authorization', 'cookie', 'origin'] as const)
        if (one[name]) headers.set(name, one[name]);
      const init = one.method === 'POST' ? { body: one.body } : {};
      const started = performance.now();
      const answer = await app.fetch(one.path, { method: one.method, headers, ...init });
      await answer.arrayBuffer();
      seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
      expect(answer.status, JSON.stringify(one)).toBeLessThan(500);
      expect(performance.now() - started).toBeLessThan(5_000);
    };
    const batches = fc.array(request, { minLength: 20, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(batches, async (all) => void (await Promise.all(all.map(ask)))),
      { numRuns: 500, seed: 7, endOnFailure: true },
    );
    expect([...seen.values()].reduce((sum, one) => sum + one, 0)).toBe(10_000);
    for (const status of [200, 400, 401, 403, 405])
      expect(seen.get(status), `${status} was seen`).toBeGreaterThan(0);
    expect((await app.fetch('/me', { token: accessToken })).status, 'no fuzz has signed anybody out').toBe(
      200,
    );
  },
);
