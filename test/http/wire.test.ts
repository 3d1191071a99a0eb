import { expect, it } from 'vitest';
import express from 'express';
import type { Receipt, Tokens } from '../../src/index.ts';
import { memory } from '../../src/stores/memory/index.ts';
import { TestApp } from '../support/app.ts';
import { TestClock } from '../support/clock.ts';
import { reencodings } from '../support/encodings.ts';
import { node, watched } from '../support/node.ts';
import { rawRequest } from '../support/raw.ts';

async function login(app: TestApp, subject = 'alice'): Promise<Tokens> {
  return (await (await app.post(`/login?subject=${subject}`)).json()) as Tokens;
}

it('goes from 200 to 401 at the logout, for the access token, the refresh token and every re-encoding', async () => {
  await using curfew = await node();
  await using app = await TestApp.start(curfew);
  const { accessToken, refreshToken, session } = await login(app);
  const before = await app.fetch('/me', { token: accessToken });
  expect([before.status, before.headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(before.headers.get('vary')).toContain('Authorization');

  const logout = await app.post('/auth/logout', { token: accessToken });
  expect([logout.status, logout.headers.get('content-type')]).toEqual([200, 'application/json']);
  expect(await logout.json()).toMatchObject({
    revoked: [{ kind: 'session', id: session }],
    everywhere: true,
  });
  expect(logout.headers.get('cache-control')).toBe('no-cache, no-store, must-revalidate');
  expect(logout.headers.get('clear-site-data')).toBe('"storage"');

  const after = await app.fetch('/me', { token: accessToken });
  expect(after.status).toBe(401);
  expect(after.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
  expect(after.headers.get('content-type')).toBe('application/problem+json');
  expect(await after.json()).toMatchObject({ status: 401, code: 'ERR_TOKEN_REVOKED' });
  expect((await app.post('/auth/refresh', { json: { refreshToken } })).status).toBe(401);
  for (const [how, spelling] of reencodings(accessToken)) {
    if (spelling.includes('\n') || spelling.includes('\t')) continue;
    expect((await app.fetch('/me', { token: spelling })).status, how).toBe(401);
  }
});

it('refuses a live token in any other spelling, too', async () => {
  await using curfew = await node();
  await using app = await TestApp.start(curfew);
  const { accessToken } = await login(app);
  const spellings = [...reencodings(accessToken)].filter(([, one]) => !/\s/.test(one));
  expect(spellings.length).toBeGreaterThan(10);
  for (const [how, spelling] of spellings) {
    expect((await app.fetch('/me', { token: spelling })).status, how).toBe(401);
  }
  expect((await app.fetch('/me', { token: accessToken })).status).toBe(200);
});

it('answers a second logout, an expired token and garbage with 200 and the truth', async () => {
  const clock = new TestClock();
  await using curfew = await node({ clock });
  await using app = await TestApp.start(curfew);
  const logout = async (token: string): Promise<Receipt> => {
    const response = await app.post('/auth/logout', { token });
    expect(response.status).toBe(200);
    return (await response.json()) as Receipt;
  };
  const [one, two] = [await login(app), await login(app)];
  expect((await logout(one.accessToken)).revoked).toHaveLength(1);
  expect((await logout(one.accessToken)).revoked).toEqual([]);
  clock.advance(10 * 60_000);
  expect((await logout(two.accessToken)).revoked).toEqual([{ kind: 'session', id: two.session }]);
  expect((await logout('garbage')).revoked).toEqual([]);
  expect(((await (await app.post('/auth/logout')).json()) as Receipt).revoked).toEqual([]);
});

it('says Bearer and no error when no credential was sent or none can be read', async () => {
  await using curfew = await node();
  await using app = await TestApp.start(curfew);
  const { accessToken } = await login(app);
  const unreadable = [
    {},
    { authorization: 'Basic YTpi' },
    { authorization: 'Bearer' },
    { authorization: `bearer ${'x'.repeat(9_000)}` },
  ];
  for (const headers of unreadable) {
    const answer = await app.fetch('/me', { headers: headers as Record<string, string> });
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(await answer.json()).toMatchObject({ code: 'ERR_NO_CREDENTIALS' });
  }
  expect((await app.fetch(`/me?access_token=${accessToken}`)).status).toBe(401);
});

it('refreshes by JSON, by form and in either spelling, and refuses a reused token with 401', async () => {
  const clock = new TestClock();
  await using curfew = await node({ clock });
  await using app = await TestApp.start(curfew);
  let { refreshToken } = await login(app);
  const first = refreshToken;
  const form = (token: string): Promise<Response> =>
    app.post('/auth/refresh', {
      body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: token }),
    });
  for (const send of [
    (token: string) => app.post('/auth/refresh', { json: { refreshToken: token } }),
    form,
  ]) {
    const answer = await send(refreshToken);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
    ({ refreshToken } = (await answer.json()) as Tokens);
  }
  clock.advance(60_000);
  const reused = await form(first);
  expect([reused.status, await reused.json()]).toMatchObject([401, { code: 'ERR_REFRESH_REUSED' }]);
  expect((await form(refreshToken)).status).toBe(401);
  expect((await app.post('/auth/refresh')).status).toBe(401);
});

it('lists the sessions of the caller alone, and ends one of them, and only of them', async () => {
  await using curfew = await node();
  await using app = await TestApp.start(curfew);
  const [one, two, bob] = [await login(app), await login(app), await login(app, 'bob')];
  const list = await app.fetch('/auth/sessions', { token: one.accessToken });
  const { sessions } = (await list.json()) as {
    sessions: { id: string; current: boolean; secret?: string }[];
  };
  expect(sessions.map(({ id, current }) => [id, current])).toEqual([
    [one.session, true],
    [two.session, false],
  ]);
  expect(JSON.stringify(sessions)).not.toMatch(/secret|generation/);
  const end = (sid: string): Promise<Response> =>
    app.fetch(`/auth/sessions/${sid}`, { method: 'DELETE', token: one.accessToken });
  expect((await end(bob.session)).status).toBe(404);
  expect((await end('nobody')).status).toBe(404);
  expect((await end(two.session)).status).toBe(200);
  expect((await app.fetch('/me', { token: two.accessToken })).status).toBe(401);
  expect((await app.fetch('/me', { token: bob.accessToken })).status).toBe(200);
  expect((await app.fetch('/auth/sessions')).status).toBe(401);
});

it('ends the others or all, for the caller alone', async () => {
  await using curfew = await node();
  await using app = await TestApp.start(curfew);
  const [one, two, bob] = [await login(app), await login(app), await login(app, 'bob')];
  const status = async (token: string): Promise<number> => (await app.fetch('/me', { token })).status;
  const others = await app.post('/auth/logout/others', { token: one.accessToken });
  expect([others.status, others.headers.get('clear-site-data')]).toEqual([200, null]);
  expect([await status(one.accessToken), await status(two.accessToken)]).toEqual([200, 401]);
  const everywhere = await app.post('/auth/logout/everywhere', { token: one.accessToken });
  expect([everywhere.status, everywhere.headers.get('clear-site-data')]).toEqual([200, '"storage"']);
  expect([await status(one.accessToken), await status(bob.accessToken)]).toEqual([401, 200]);
  expect((await app.post('/auth/logout/everywhere', { token: one.accessToken })).status).toBe(401);
});

it('changes nothing by GET, and names the method to use', async () => {
  await using curfew = await node();
  await using app = await TestApp.start(curfew);
  const { accessToken: token } = await login(app);
  for (const path of ['/logout', '/logout/others', '/logout/everywhere', '/refresh']) {
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS']) {
      const answer = await app.fetch(`/auth${path}`, { method, token });
      expect([answer.status, answer.headers.get('allow')], `${method} ${path}`).toEqual([405, 'POST']);
    }
  }
  expect((await app.fetch('/me', { token })).status).toBe(200);
});

it('publishes its public keys, and nothing of the private ones', async () => {
  await using curfew = await node();
  await using app = await TestApp.start(curfew);
  const answer = await app.fetch('/auth/jwks.json');
  expect(answer.headers.get('content-type')).toBe('application/json');
  expect(answer.headers.get('cache-control')).toBe('public, max-age=60');
  const { keys } = (await answer.json()) as { keys: Record<string, unknown>[] };
  expect(keys).toHaveLength(1);
  expect(Object.keys(keys[0] ?? {}).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
});

it('leaves paths that are not its own to the application, with their bodies', async () => {
  await using curfew = await node();
  await using app = await TestApp.start(curfew);
  expect(await (await app.fetch('/auth/mine')).json()).toBe('mine');
  expect(await (await app.post('/auth/mine', { json: { kept: true } })).json()).toEqual({ kept: true });
});

it('works behind a body parser as well', async () => {
  await using curfew = await node();
  await using app = await TestApp.start(curfew, {}, (express_) => {
    express_.use(express.json(), express.urlencoded());
  });
  const { refreshToken } = await login(app);
  const answer = await app.post('/auth/refresh', { json: { refreshToken } });
  expect(answer.status).toBe(200);
  const form = await app.post('/auth/logout', { body: new URLSearchParams({ token: refreshToken }) });
  expect(((await form.json()) as Receipt).revoked).toHaveLength(1);
});

it('ends every credential that a logout carries, wherever it is carried', async () => {
  await using curfew = await node();
  await using app = await TestApp.start(curfew);
  const [one, two, three] = [await login(app), await login(app), await login(app)];
  const json = { refreshToken: two.refreshToken, access_token: three.accessToken };
  const answer = await app.post('/auth/logout', { token: one.accessToken, json });
  expect(((await answer.json()) as Receipt).revoked).toHaveLength(3);
  for (const { accessToken } of [one, two, three]) {
    expect((await app.fetch('/me', { token: accessToken })).status).toBe(401);
  }
});

it('answers 503 with Retry-After and touches no cookie when it cannot record, and says that the token lives', async () => {
  const { store, disturb } = watched(memory());
  await using curfew = await node({ store });
  await using app = await TestApp.start(curfew);
  const { accessToken: token } = await login(app);
  disturb('fail', ['append']);
  for (const path of ['/auth/logout', '/auth/logout/everywhere', '/auth/logout/others']) {
    const answer = await app.post(path, { token });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
    expect(answer.headers.get('set-cookie')).toBe(null);
    expect(answer.headers.get('clear-site-data')).toBe(null);
    expect(await answer.json()).toMatchObject({ detail: expect.stringContaining('still alive') as string });
  }
  disturb('none');
  expect((await app.fetch('/me', { token })).status).toBe(200);
});

it('reads a body that an older parser has put an empty object for, and refuses one that was read as something else', async () => {
  await using curfew = await node();
  await using older = await TestApp.start(curfew, {}, (app) => {
    app.use((request, _response, next) => {
      request.body = {};
      next();
    });
  });
  const { refreshToken } = await login(older);
  const form = await older.post('/auth/logout', {
    body: new URLSearchParams({ refresh_token: refreshToken }),
  });
  expect(((await form.json()) as Receipt).revoked).toHaveLength(1);

  await using raw = await TestApp.start(curfew, {}, (app) => void app.use(express.raw({ type: () => true })));
  const next = await login(raw);
  const answer = await raw.post('/auth/logout', { json: { refreshToken: next.refreshToken } });
  expect(answer.status, 'not 200 with nothing ended').toBe(400);
  const list = await older.post('/auth/logout', { json: { refreshToken: [next.refreshToken] } });
  expect(list.status, 'nor when a token is in a list').toBe(400);
  const two = { refreshToken: next.refreshToken, refresh_token: refreshToken };
  expect((await older.post('/auth/refresh', { json: two })).status).toBe(400);
});

it('takes no other spelling of a path for a route', async () => {
  await using curfew = await node();
  await using app = await TestApp.start(curfew);
  const { accessToken } = await login(app);
  for (const path of [
    '/auth/sessions/..\\logout',
    '/auth/sessions/%2e%2e/logout',
    '/auth/./logout',
    '/auth/LOGOUT',
  ]) {
    const text = `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${accessToken}\r\nContent-Length: 0\r\n\r\n`;
    expect((await rawRequest(app.url, text)).status, path).not.toBe(500);
  }
  expect((await app.fetch('/me', { token: accessToken })).status).toBe(200);
});

it('survives it when somebody else has answered first', async () => {
  const { store, disturb } = watched(memory());
  await using curfew = await node({ store, staleness: 100 });
  await using app = await TestApp.start(curfew, {}, (before) => {
    before.use('/me', (_request, response, next) => {
      setTimeout(() => response.headersSent || response.status(504).end('too slow'), 50);
      next();
    });
  });
  const { accessToken } = await login(app);
  expect((await app.fetch('/me', { token: accessToken })).status).toBe(200);
  disturb('hang');
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect((await app.fetch('/me', { token: accessToken })).status).toBe(504);
  await new Promise((resolve) => setTimeout(resolve, 700));
  disturb('none');
  expect((await app.fetch('/auth/jwks.json')).status, 'the process lives').toBe(200);
});
