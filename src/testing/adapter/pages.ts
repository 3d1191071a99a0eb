import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { begin, textOf } from './client.ts';
import { revokedBy, type Law } from './scene.ts';

/** What the application's own handlers answer. */
export function pageLaws(law: Law): void {
  law('keeps protected answers out of caches, also where the handler varies by more', {}, async (scene) => {
    const { accessToken: token } = await scene.login();
    for (const method of ['GET', 'HEAD', 'POST']) {
      const { headers } = await scene.ask('/me', { method, token });
      assert.equal(headers['cache-control'], 'no-store', method);
      const vary = (headers.vary ?? '').toLowerCase().split(/\s*,\s*/);
      for (const one of ['authorization', 'cookie', 'accept-language']) {
        assert.equal(vary.filter((each) => each === one).length, 1, `${method}: Vary has ${one} once`);
      }
    }
    const refused = await scene.ask('/me');
    assert.equal(refused.headers['cache-control'], 'no-store');
    assert.match(refused.headers.vary ?? '', /authorization/i);
  });

  law('answers HEAD without a body', {}, async (scene) => {
    const { accessToken: token } = await scene.login();
    const answer = await scene.ask('/me', { method: 'HEAD', token });
    assert.deepEqual([answer.status, answer.text], [200, '']);
  });

  law('leaves a handler’s own error to the application', {}, async (scene) => {
    const { accessToken: token } = await scene.login();
    const answer = await scene.ask('/broken', { token });
    assert.equal(answer.status, 500);
    assert.ok(!answer.text.includes('ERR_'), 'it is none of Curfew’s');
    assert.equal(await scene.statusOf({ token }), 200, 'and the server goes on');
  });

  law('ends a stream by auth.signal at the logout, and no other stream', {}, async (scene) => {
    const [one, two] = [await scene.login(), await scene.login()];
    const open = (token: string): Promise<IncomingMessage> => begin(`${scene.url}/stream`, { token });
    const [ending, going] = [await open(one.accessToken), await open(two.accessToken)];
    assert.deepEqual([ending.statusCode, going.statusCode], [200, 200]);
    assert.equal(ending.headers['cache-control'], 'no-store');
    const text = textOf(ending);
    let isOver = false;
    going.on('close', () => (isOver = true)).resume();
    revokedBy(await scene.post('/auth/logout', { token: one.accessToken }));
    assert.ok((await text).startsWith('open'), 'what was written before is there');
    assert.equal(isOver, false, 'the other one goes on');
    revokedBy(await scene.post('/auth/logout', { token: two.accessToken }));
    if (!isOver) await new Promise((resolve) => going.once('close', resolve));
  });
}
