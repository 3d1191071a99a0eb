import assert from 'node:assert/strict';
import type { Tokens } from '../../core/login.ts';
import { assertProblem, revokedBy, type Law } from './scene.ts';

/** What the routes do. */
export function logoutLaws(law: Law): void {
  law('refuses a token by every method and on every route once its logout is answered', {}, async (scene) => {
    const { accessToken: token, refreshToken, session } = await scene.login();
    const bob = await scene.login('bob');
    const logout = await scene.post('/auth/logout', { token });
    assert.deepEqual(revokedBy(logout), [{ kind: 'session', id: session }]);
    assert.equal(logout.headers['cache-control'], 'no-cache, no-store, must-revalidate');
    assert.equal(logout.headers['clear-site-data'], '"storage"');
    assert.match(logout.headers['content-type'] ?? '', /^application\/json/);
    assert.deepEqual(logout.cookies, []);
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      assert.equal(await scene.statusOf({ method, token }), 401, method);
    }
    for (const path of ['/act', '/auth/logout/others', '/auth/logout/everywhere']) {
      assertProblem(await scene.post(path, { token }), 401, 'ERR_TOKEN_REVOKED', path);
    }
    for (const path of ['/stream', '/broken', '/auth/sessions', '/auth/session']) {
      assertProblem(await scene.ask(path, { token }), 401, 'ERR_TOKEN_REVOKED', path);
    }
    const refresh = await scene.post('/auth/refresh', { body: { refreshToken } });
    assertProblem(refresh, 401, 'ERR_TOKEN_REVOKED', 'the refresh token dies with it');
    assert.deepEqual(
      revokedBy(await scene.post('/auth/logout', { token })),
      [],
      'a second logout ends nothing',
    );
    assert.equal(await scene.statusOf({ token: bob.accessToken }), 200, 'nobody else is signed out');
  });

  for (const parsed of [false, true]) {
    const how = parsed ? 'that the framework has parsed' : 'that nobody has read';
    law(`reads a body ${how}, as JSON and as a form`, { parsed }, async (scene) => {
      for (const inForm of [false, true]) {
        const fields = (given: Record<string, string>): object =>
          inForm ? new URLSearchParams(given) : given;
        const { refreshToken, session } = await scene.login();
        const body = fields({ refresh_token: refreshToken });
        const refreshed = await scene.post('/auth/refresh', { body });
        assert.equal(refreshed.status, 200);
        assert.equal(refreshed.headers['cache-control'], 'no-store');
        const next = JSON.parse(refreshed.text) as Tokens;
        assert.equal(await scene.statusOf({ token: next.accessToken }), 200);
        const logout = await scene.post('/auth/logout', { body: fields({ token: next.refreshToken }) });
        assert.deepEqual(revokedBy(logout), [{ kind: 'session', id: session }]);
        assert.equal(await scene.statusOf({ token: next.accessToken }), 401);
      }
      const { accessToken: token } = await scene.login();
      assert.equal(revokedBy(await scene.post('/auth/logout', { token })).length, 1, 'without a body');
    });

    law(
      `leaves the application its bodies (${parsed ? 'parsed' : 'unread'} before)`,
      { parsed },
      async (scene) => {
        const { accessToken: token } = await scene.login();
        const answer = await scene.post('/act', { token, body: { amount: 7 } });
        assert.deepEqual([answer.status, JSON.parse(answer.text)], [200, { subject: 'alice', amount: 7 }]);
      },
    );
  }

  law(
    'refuses a body that it cannot read, rather than saying that nothing was to be ended',
    {},
    async (scene) => {
      const { accessToken: token, refreshToken } = await scene.login();
      const bodies: [string, string][] = [
        ['application/json', '{"refreshToken":'],
        ['application/json', `["${refreshToken}"]`],
        ['application/json', `{"refreshToken":["${refreshToken}"]}`],
        ['text/plain', refreshToken],
        ['application/json', JSON.stringify({ refreshToken, more: 'x'.repeat(20_000) })],
      ];
      for (const [type, body] of bodies) {
        const answer = await scene.post('/auth/logout', { headers: { 'content-type': type }, body });
        assertProblem(answer, 400, 'ERR_BAD_REQUEST', `${type} ${body.slice(0, 3)}`);
      }
      assert.equal(await scene.statusOf({ token }), 200);
    },
  );

  law('lists the sessions of the caller alone, and ends one, the others, or all', {}, async (scene) => {
    const [one, two, bob] = [await scene.login(), await scene.login(), await scene.login('bob')];
    const token = one.accessToken;
    const list = JSON.parse((await scene.ask('/auth/sessions', { token })).text) as {
      sessions: { id: string; current: boolean }[];
    };
    const listed = list.sessions.map(({ id, current }) => [id, current]);
    assert.deepEqual(listed, [
      [one.session, true],
      [two.session, false],
    ]);
    const end = (sid: string): ReturnType<typeof scene.ask> =>
      scene.ask(`/auth/sessions/${sid}`, { method: 'DELETE', token });
    assertProblem(await end(bob.session), 404, 'ERR_SESSION_UNKNOWN');
    assert.equal(revokedBy(await end(two.session)).length, 1);
    assert.equal(await scene.statusOf({ token: two.accessToken }), 401);
    const three = await scene.login();
    revokedBy(await scene.post('/auth/logout/others', { token }));
    assert.deepEqual(
      [await scene.statusOf({ token }), await scene.statusOf({ token: three.accessToken })],
      [200, 401],
    );
    revokedBy(await scene.post('/auth/logout/everywhere', { token }));
    assert.equal(await scene.statusOf({ token }), 401);
    assert.equal(await scene.statusOf({ token: bob.accessToken }), 200);
  });

  law('changes nothing by another method, and publishes the public keys', {}, async (scene) => {
    const { accessToken: token } = await scene.login();
    for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS']) {
      for (const path of ['/auth/logout', '/auth/logout/everywhere', '/auth/refresh']) {
        const answer = await scene.ask(path, { method, token });
        assert.deepEqual([answer.status, answer.headers.allow], [405, 'POST'], `${method} ${path}`);
      }
    }
    assert.equal(await scene.statusOf({ token }), 200);
    const { status, text } = await scene.ask('/auth/jwks.json');
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(JSON.parse(text) as object), ['keys']);
    assert.ok(!text.includes('"d"'), 'no private key');
  });
}
