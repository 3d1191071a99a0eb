import assert from 'node:assert/strict';
import { ask } from './client.ts';
import { assertProblem, jarOf, revokedBy, type Law, type Scene } from './scene.ts';

const CROSS_SITE: readonly Record<string, string>[] = [
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site', origin: 'https://sub.example.com' },
  { origin: 'https://evil.example' },
  { origin: 'null' },
];

/** The tokens in cookies. */
export function cookieLaws(law: Law): void {
  law('accepts the cookies that it sets, and gives no script a token', { cookies: true }, async (scene) => {
    const cookies = await login(scene);
    assert.equal(cookies.length, 2);
    assert.equal(await scene.statusOf({ cookie: jarOf(cookies) }), 200);
    const refreshed = await scene.post('/auth/refresh', { cookie: jarOf(cookies) });
    assert.deepEqual([refreshed.status, refreshed.cookies.length], [200, 2]);
    assert.ok(!refreshed.text.includes('Token"'), 'the tokens are in the cookies alone');
    assert.equal(await scene.statusOf({ cookie: jarOf(refreshed.cookies) }), 200);
  });

  law(
    'clears each cookie at the logout with the attributes that it was set with',
    { cookies: true },
    async (scene) => {
      const set = await login(scene);
      const logout = await scene.post('/auth/logout', { cookie: jarOf(set) });
      assert.equal(revokedBy(logout).length, 1);
      assert.deepEqual(logout.cookies.map(shapeOf), set.map(shapeOf));
      for (const one of logout.cookies) assert.match(one, /^[^=]+=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; /);
      assert.equal(await scene.statusOf({ cookie: jarOf(set) }), 401);
      const refused = await scene.post('/auth/refresh', { cookie: jarOf(set) });
      assertProblem(refused, 401, 'ERR_TOKEN_REVOKED');
      assert.equal(refused.cookies.length, 2, 'a refresh that is refused for good clears them, too');
    },
  );

  law('refuses what another site made the browser send', { cookies: true }, async (scene) => {
    const cookie = jarOf(await login(scene));
    const paths = ['/act', '/auth/refresh', '/auth/logout', '/auth/logout/others', '/auth/logout/everywhere'];
    for (const headers of CROSS_SITE) {
      for (const path of paths) {
        const answer = await scene.post(path, { headers, cookie });
        assertProblem(answer, 403, 'ERR_CROSS_SITE', `${path} ${JSON.stringify(headers)}`);
        assert.deepEqual(answer.cookies, []);
      }
      assert.equal(await scene.statusOf({ headers, cookie }), 200, 'a link from elsewhere may be followed');
    }
    for (const headers of [{ 'sec-fetch-site': 'same-origin' }, { origin: scene.url }]) {
      assert.equal((await scene.post('/act', { headers, cookie, body: {} })).status, 200);
    }
  });

  law(
    'refuses two different credentials with 400, and a logout ends both',
    { cookies: true },
    async (scene) => {
      const [one, two] = [jarOf(await login(scene)), jarOf(await login(scene))];
      const tokens = [one, two].map((jar) => jar.split('; ')[0]?.split('=')[1] ?? '');
      assert.equal(await scene.statusOf({ cookie: one, token: tokens[0] ?? '' }), 200, 'the same one twice');
      const different = await scene.ask('/me', { cookie: one, token: tokens[1] ?? '' });
      assertProblem(different, 400, 'ERR_BAD_REQUEST');
      const doubled = await scene.ask('/me', { cookie: `${one}; ${two}` });
      assertProblem(doubled, 400, 'ERR_BAD_REQUEST');
      assertProblem(await scene.ask('/me', { headers: { cookie: [one, two] } }), 400, 'ERR_BAD_REQUEST');
      const logout = await scene.post('/auth/logout', { cookie: one, token: tokens[1] ?? '' });
      assert.equal(revokedBy(logout).length, 2);
    },
  );
}

async function login(scene: Scene): Promise<readonly string[]> {
  const body = { subject: 'alice' };
  const { status, cookies } = await ask(`${scene.url}/login`, { method: 'POST', body });
  assert.equal(status, 200);
  return cookies;
}

/** Everything of a cookie but its value and its expiry. */
function shapeOf(cookie: string): unknown {
  const [pair = '', ...attributes] = cookie.split('; ');
  return [pair.split('=', 1)[0], attributes.filter((one) => !one.startsWith('Expires=')).toSorted()];
}
