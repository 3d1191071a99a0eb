import assert from 'node:assert/strict';
import type { Answer } from './client.ts';
import { assertProblem, jarOf, type Law, type Scene } from './scene.ts';

/** A store that cannot be asked: 503, never 200, never 401, never silence. */
export function outageLaws(law: Law): void {
  law(
    'answers 503 and touches no cookie while the store rejects, and signs nobody out',
    { cookies: true },
    async (scene) => {
      const cookie = await signIn(scene);
      scene.breakStore('rejects');
      for (const [path, answer] of await askAll(scene, cookie, LOGOUTS)) assertOutage(answer, path);
      assert.equal((await scene.ask('/public')).status, 200, 'what is public goes on');
      scene.mendStore();
      let status = 503;
      for (let attempt = 0; status === 503 && attempt < 60; attempt += 1) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        status = await scene.statusOf({ cookie });
      }
      assert.equal(status, 200);
    },
  );

  law('answers 503 in time while the store hangs', { cookies: true }, async (scene) => {
    const cookie = await signIn(scene);
    scene.breakStore('hangs');
    for (const [path, answer] of await askAll(scene, cookie, [])) assertOutage(answer, path);
    assert.equal((await scene.ask('/public')).status, 200, 'what is public goes on');
  });

  law('does not say that a logout is done when the store hangs', {}, async (scene) => {
    const { accessToken: token } = await scene.login();
    scene.breakStore('hangs');
    assertOutage(await scene.post('/auth/logout', { token }), 'POST /auth/logout');
  });
}

const CHECKS: readonly [method: string, path: string][] = [
  ['GET', '/me'],
  ['HEAD', '/me'],
  ['POST', '/act'],
  ['GET', '/stream'],
  ['GET', '/auth/sessions'],
  ['GET', '/auth/session'],
];
const LOGOUTS: typeof CHECKS = [
  ['POST', '/auth/logout'],
  ['POST', '/auth/logout/others'],
  ['POST', '/auth/logout/everywhere'],
  ['POST', '/auth/refresh'],
];

async function signIn(scene: Scene): Promise<string> {
  const { cookies } = await scene.post('/login', { body: { subject: 'alice' } });
  const cookie = jarOf(cookies);
  assert.equal(await scene.statusOf({ cookie }), 200);
  return cookie;
}

async function askAll(scene: Scene, cookie: string, more: typeof CHECKS): Promise<[string, Answer][]> {
  const all = [...CHECKS, ...more];
  return Promise.all(
    all.map(async ([method, path]): Promise<[string, Answer]> => {
      return [`${method} ${path}`, await scene.ask(path, { method, cookie })];
    }),
  );
}

function assertOutage(answer: Answer, what: string): void {
  assert.equal(answer.status, 503, `${what}: 503 was expected, not ${answer.status}`);
  assert.ok(answer.headers['retry-after'], `${what}: Retry-After`);
  assert.deepEqual(answer.cookies, [], `${what}: no cookie is touched`);
  assert.equal(answer.headers['clear-site-data'], undefined, what);
  assert.equal(answer.headers['www-authenticate'], undefined, what);
  if (what.startsWith('HEAD')) return;
  const { code } = JSON.parse(answer.text) as { code: string };
  assertProblem(answer, 503, /logout/.test(what) ? code : 'ERR_STORE_UNAVAILABLE', what);
  assert.ok(!answer.text.includes('the store broke'), `${what}: what went wrong inside is for the operator`);
}
