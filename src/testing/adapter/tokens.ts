import assert from 'node:assert/strict';
import { createCurfew } from '../../core/curfew.ts';
import { generateKey } from '../../core/keys.ts';
import { memory } from '../../stores/memory/index.ts';
import { assertProblem, ISSUER, revokedBy, type Law } from './scene.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Who is let in, and what the others are told. */
export function tokenLaws(law: Law): void {
  law('lets a live token in, and tells the handler whose it is', {}, async (scene) => {
    const { accessToken: token, session } = await scene.login();
    const answer = await scene.ask('/me', { token });
    assert.equal(answer.status, 200);
    assert.deepEqual(JSON.parse(answer.text), { subject: 'alice', session });
    const headers = { authorization: `bearer ${token}` };
    assert.equal(
      await scene.statusOf({ headers }),
      200,
      'RFC 9110, 11.1: a scheme in lower case is the same',
    );
  });

  law('leaves what is public open, whoever asks', {}, async (scene) => {
    const { accessToken: token } = await scene.login();
    await scene.post('/auth/logout', { token });
    for (const asked of [{}, { token }, { token: 'garbage' }]) {
      assert.equal((await scene.ask('/public', asked)).status, 200);
    }
  });

  law(
    'answers 401 without an error code where no credential was sent, or none can be read',
    {},
    async (scene) => {
      const { accessToken } = await scene.login();
      const unreadable: Record<string, string>[] = [
        {},
        { authorization: 'Basic YTpi' },
        { authorization: 'Bearer' },
        { authorization: `Bearer ${'x'.repeat(9_000)}` },
        { cookie: `__Host-session=${accessToken}` },
      ];
      for (const headers of unreadable) {
        const answer = await scene.ask('/me', { headers });
        const what = Object.values(headers).join().slice(0, 12);
        assertProblem(answer, 401, 'ERR_NO_CREDENTIALS', what);
        assert.equal(answer.headers['www-authenticate'], 'Bearer', what);
      }
      const inQuery = await scene.ask(`/me?access_token=${accessToken}`);
      assertProblem(inQuery, 401, 'ERR_NO_CREDENTIALS', 'a token in the query');
    },
  );

  law('refuses dead, expired, malformed and foreign tokens with invalid_token', {}, async (scene) => {
    const { accessToken: dead, refreshToken, ticket } = await scene.login();
    revokedBy(await scene.post('/auth/logout', { token: dead }));
    const { accessToken: live } = await scene.login();
    const cases: [string, string, string][] = [
      ['dead', dead, 'ERR_TOKEN_REVOKED'],
      ['malformed', 'a.b.c', 'ERR_TOKEN_INVALID'],
      ['a refresh token', refreshToken, 'ERR_TOKEN_INVALID'],
      ['a ticket', ticket, 'ERR_TOKEN_INVALID'],
      ['cut', live.slice(0, -5), 'ERR_TOKEN_INVALID'],
      ['foreign', await foreignToken(), 'ERR_TOKEN_INVALID'],
    ];
    for (const [what, token, code] of cases) {
      const answer = await scene.ask('/me', { token });
      assertProblem(answer, 401, code, what);
      assert.equal(answer.headers['www-authenticate'], 'Bearer error="invalid_token"', what);
    }
    assert.equal(await scene.statusOf({ token: live }), 200);
    scene.expire();
    assertProblem(await scene.ask('/me', { token: live }), 401, 'ERR_TOKEN_EXPIRED');
  });

  law('lets nobody in without a token, by whichever method and path', {}, async (scene) => {
    const { accessToken: token } = await scene.login();
    for (const method of METHODS) {
      assert.equal(await scene.statusOf({ method, token }), 200, `${method} /me with a live token`);
      const answer = await scene.ask('/me', { method });
      assert.equal(answer.status, 401, `${method} /me`);
      assert.equal(answer.headers['www-authenticate'], 'Bearer', method);
      if (method === 'HEAD') assert.equal(answer.text, '');
      for (const path of ['/elsewhere', '/auth/elsewhere']) {
        const { status } = await scene.ask(path, { method });
        assert.ok(status === 401 || status === 404, `${method} ${path}: ${status}`);
      }
    }
    for (const path of ['/act', '/auth/logout/others', '/auth/logout/everywhere']) {
      assertProblem(await scene.post(path), 401, 'ERR_NO_CREDENTIALS', path);
    }
    for (const path of ['/stream', '/broken', '/auth/sessions', '/auth/session']) {
      assertProblem(await scene.ask(path), 401, 'ERR_NO_CREDENTIALS', path);
    }
    assert.equal((await scene.ask('/auth/elsewhere', { token })).status, 404, 'a path that is nobody’s');
  });

  law('refuses a doubled Authorization header with 400', {}, async (scene) => {
    const [one, two] = [await scene.login(), await scene.login('bob')];
    const bearers = [one, two].map(({ accessToken }) => `Bearer ${accessToken}`);
    const first = bearers[0] ?? '';
    for (const authorization of [bearers, [first, first], bearers.join(', ')]) {
      assertProblem(await scene.ask('/me', { headers: { authorization } }), 400, 'ERR_BAD_REQUEST');
    }
  });
}

/** A token that another application has signed, under the same name. */
async function foreignToken(): Promise<string> {
  const issuer = { name: ISSUER, audience: 'api', keys: await generateKey() };
  const other = createCurfew({ store: memory(), issuer });
  const { accessToken } = await other.issue({ subject: 'alice' });
  await other.close();
  return accessToken;
}
