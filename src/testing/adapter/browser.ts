import assert from 'node:assert/strict';
import type { Tokens } from '../../core/login.ts';
import { assertProblem, jarOf, revokedBy, type Law, type Scene } from './scene.ts';

const APP = 'https://app.example.com';

/** What the client in a browser relies on: the ticket, the session, and pages of other origins. */
export function browserLaws(law: Law): void {
  for (const parsed of [false, true]) {
    const how = parsed ? 'that the framework has parsed' : 'that nobody has read';
    law(`ends a session by its ticket alone, in a body ${how}`, { cookies: true, parsed }, async (scene) => {
      for (const inForm of [true, false]) {
        const { accessToken: token, session, ticket } = await scene.login();
        const bob = await scene.login('bob');
        const body = inForm ? new URLSearchParams({ ticket }) : { ticket };
        const logout = await scene.post('/auth/logout', { body });
        assert.deepEqual(revokedBy(logout), [{ kind: 'session', id: session }]);
        assert.equal(await scene.statusOf({ token }), 401);
        assert.equal(await scene.statusOf({ token: bob.accessToken }), 200, 'nobody else is signed out');
        assert.deepEqual(logout.cookies, [], 'the browser may be another’s by now');
        assert.equal(logout.headers['clear-site-data'], undefined);
        assert.deepEqual(revokedBy(await scene.post('/auth/logout', { body })), [], 'a second time');
      }
    });
  }

  law(
    'tells whose the session is, and its ticket, by bearer and by cookie',
    { cookies: true },
    async (scene) => {
      const { cookies, text } = await scene.post('/login', { body: { subject: 'alice' } });
      const { accessToken: token, session, expiresAt, refreshExpiresAt, ticket } = JSON.parse(text) as Tokens;
      for (const asked of [{ token }, { cookie: jarOf(cookies) }]) {
        const answer = await scene.ask('/auth/session', asked);
        assert.equal(answer.status, 200);
        assert.equal(answer.headers['cache-control'], 'no-store');
        assert.match(answer.headers.vary ?? '', /authorization, cookie/i);
        const { issuer, ...told } = JSON.parse(answer.text) as Record<string, unknown>;
        assert.equal(typeof issuer, 'string');
        assert.deepEqual(told, { session, subject: 'alice', expiresAt, refreshExpiresAt, ticket });
      }
      revokedBy(await scene.post('/auth/logout', { body: { ticket } }));
      const dead = await scene.ask('/auth/session', { cookie: jarOf(cookies) });
      assertProblem(dead, 401, 'ERR_TOKEN_REVOKED');
      assert.deepEqual(dead.cookies, []);
    },
  );

  law(
    'answers the preflight of a page of a listed origin, and no other',
    { origins: [APP] },
    async (scene) => {
      for (const [path, method] of [
        ['/auth/logout', 'POST'],
        ['/auth/refresh', 'POST'],
        ['/auth/session', 'GET'],
      ] as const) {
        const preflight = (origin: string): ReturnType<Scene['ask']> =>
          scene.ask(path, {
            method: 'OPTIONS',
            headers: { origin, 'sec-fetch-site': 'cross-site', 'access-control-request-method': method },
          });
        const { status, headers, text } = await preflight(APP);
        assert.deepEqual([status, text], [204, ''], path);
        assert.equal(headers['access-control-allow-origin'], APP);
        assert.equal(headers['access-control-allow-credentials'], 'true');
        assert.equal(headers['access-control-allow-methods'], method);
        assert.equal(headers['access-control-allow-headers'], 'authorization, content-type');
        const refused = await preflight('https://evil.example');
        assertProblem(refused, 405, 'ERR_METHOD', path);
        assert.deepEqual(sharing(refused.headers), []);
      }
      assert.equal((await scene.ask('/me', { method: 'OPTIONS' })).status, 401, 'what is guarded stays so');
    },
  );

  law('lets pages of a listed origin read every answer, also an error', { origins: [APP] }, async (scene) => {
    const { accessToken: token, ticket } = await scene.login();
    const asked = { headers: { origin: APP, 'sec-fetch-site': 'cross-site' } };
    const answers = [
      await scene.ask('/auth/session', { ...asked, token }),
      await scene.post('/auth/logout', { ...asked, body: new URLSearchParams({ ticket }) }),
      await scene.ask('/auth/session', { ...asked, token }),
      await scene.post('/auth/refresh', asked),
    ];
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 401, 401],
    );
    for (const { headers } of answers) {
      assert.deepEqual(sharing(headers), [APP, 'true']);
      assert.match(headers.vary ?? '', /\borigin\b/i);
    }
    const evil = { headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' } };
    const refused = await scene.post('/auth/logout', { ...evil, body: { ticket } });
    assertProblem(refused, 403, 'ERR_CROSS_SITE');
    assert.deepEqual(sharing(refused.headers), []);
  });
}

function sharing(headers: Readonly<Record<string, unknown>>): unknown[] {
  const names = ['access-control-allow-origin', 'access-control-allow-credentials'];
  return names.map((name) => headers[name]).filter((value) => value !== undefined);
}
