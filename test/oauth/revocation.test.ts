import express from 'express';
import { describe, expect, it } from 'vitest';
import { sessionCookies } from '../../src/adapters/express.ts';
import type { Curfew } from '../../src/index.ts';
import { memory } from '../../src/stores/memory/index.ts';
import { TestApp } from '../support/app.ts';
import { TestClock } from '../support/clock.ts';
import { codeOf, node, watched } from '../support/node.ts';
import { ask, basic, CLIENTS, SECRET } from './clients.ts';

const oauth = { clients: CLIENTS };
const login = (curfew: Curfew, client = 'web app:1'): ReturnType<Curfew['issue']> =>
  curfew.issue({ subject: 'alice', client });

async function expectDone(response: Response): Promise<void> {
  expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(await response.text()).toBe('');
}

describe('POST /revoke (RFC 7009)', () => {
  it('ends an access token alone, and nothing else of its session', async () => {
    await using curfew = await node();
    await using app = await TestApp.start(curfew, { oauth });
    const { accessToken, refreshToken } = await login(curfew);
    await expectDone(await ask(app, 'revoke', { token: accessToken }));
    expect(await codeOf(curfew.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
    const next = await curfew.refresh(refreshToken);
    expect(await codeOf(curfew.verify(next.accessToken))).toBe('fulfilled');
  });

  it('ends the session of a refresh token, of any generation, and all of its access tokens, on every node', async () => {
    const store = memory();
    await using curfew = await node({ store });
    await using other = await node({ store });
    await using app = await TestApp.start(curfew, { oauth });
    const first = await login(curfew);
    const bystander = await login(curfew);
    const second = await curfew.refresh(first.refreshToken);
    expect(await codeOf(other.verify(second.accessToken))).toBe('fulfilled');
    await expectDone(await ask(app, 'revoke', { token: first.refreshToken }));
    for (const token of [first.accessToken, second.accessToken])
      expect(await codeOf(other.verify(token))).toBe('ERR_TOKEN_REVOKED');
    expect(await codeOf(other.refresh(second.refreshToken))).toBe('ERR_TOKEN_REVOKED');
    expect(await codeOf(other.verify(bystander.accessToken))).toBe('fulfilled');
  });

  it.each(['access_token', 'refresh_token', 'nonsense', ''])('does not believe the hint %j', async (hint) => {
    await using curfew = await node();
    await using app = await TestApp.start(curfew, { oauth });
    const { accessToken, refreshToken } = await login(curfew);
    await expectDone(await ask(app, 'revoke', { token: accessToken, token_type_hint: hint }));
    expect(await codeOf(curfew.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
    await expectDone(await ask(app, 'revoke', { token: refreshToken, token_type_hint: hint }));
    expect(await codeOf(curfew.refresh(refreshToken))).toBe('ERR_TOKEN_REVOKED');
  });

  it('answers 200 to what is dead, expired, unknown or malformed', async () => {
    const clock = new TestClock();
    await using curfew = await node({ clock });
    await using app = await TestApp.start(curfew, { oauth });
    const { accessToken, refreshToken } = await login(curfew);
    const forged = `${refreshToken.slice(0, -4)}AAAA`;
    for (const token of ['x', 'a.b.c', '{}', '\0', 'ä'.repeat(2_000), `${accessToken}x`, forged])
      await expectDone(await ask(app, 'revoke', { token }));
    expect(await codeOf(curfew.verify(accessToken))).toBe('fulfilled');
    await expectDone(await ask(app, 'revoke', { token: refreshToken }));
    await expectDone(await ask(app, 'revoke', { token: refreshToken }));
    await expectDone(await ask(app, 'revoke', { token: accessToken }));
    clock.advance(86_400_000);
    await expectDone(await ask(app, 'revoke', { token: accessToken }));
  });

  it("leaves another client's tokens alone", async () => {
    await using curfew = await node();
    await using app = await TestApp.start(curfew, { oauth });
    const { accessToken, refreshToken } = await login(curfew, 'hashed');
    for (const token of [accessToken, refreshToken]) {
      await expectDone(await ask(app, 'revoke', { token }));
      await expectDone(await ask(app, 'revoke', { token, client_id: 'spa' }, ''));
    }
    expect(await codeOf(curfew.verify(accessToken))).toBe('fulfilled');
    expect(await codeOf(curfew.refresh(refreshToken))).toBe('fulfilled');
  });

  it('lets a public client end its own by its client_id alone', async () => {
    await using curfew = await node();
    await using app = await TestApp.start(curfew, { oauth });
    const { accessToken, refreshToken } = await login(curfew, 'spa');
    await expectDone(await ask(app, 'revoke', { token: refreshToken, client_id: 'spa' }, ''));
    expect(await codeOf(curfew.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
  });

  it('answers 503 and Retry-After when it cannot be recorded, and the token lives on', async () => {
    const { store, disturb } = watched(memory());
    await using curfew = await node({ store });
    await using app = await TestApp.start(curfew, { oauth });
    const { accessToken, refreshToken } = await login(curfew);
    expect(await codeOf(curfew.verify(accessToken))).toBe('fulfilled');
    disturb('fail', ['append']);
    for (const token of [accessToken, refreshToken]) {
      const response = await ask(app, 'revoke', { token });
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
      expect(response.headers.get('content-type')).toBe('application/json');
      expect(await response.json()).toMatchObject({ error: 'temporarily_unavailable' });
    }
    disturb('none');
    expect(await codeOf(curfew.verify(accessToken))).toBe('fulfilled');
  });
});

describe.each(['revoke', 'introspect'] as const)('POST /%s', (path) => {
  const wrong: [string, string, string][] = [
    ['nobody', 'token=x', ''],
    ['an unknown client', 'token=x', basic('nobody', SECRET)],
    ['an unknown client_id alone', 'token=x&client_id=nobody', ''],
    ['a wrong secret', 'token=x', basic('web app:1', `${SECRET}x`)],
    ['a wrong hashed secret', 'token=x', basic('hashed', 'x')],
    [
      'the hash as the secret',
      'token=x',
      basic('hashed', String(Object.values(CLIENTS[1]?.secret ?? {})[0])),
    ],
    ['no secret where there is one', 'token=x', basic('web app:1', '')],
    ['a posted client_id where there is a secret', 'token=x&client_id=hashed', ''],
    ['a secret where there is none', 'token=x', basic('spa', 'x')],
    ['a Basic header without form encoding', 'token=x', `Basic ${btoa('web app:1:secret')}`],
    ['a Basic header with a broken escape', 'token=x', `Basic ${btoa('web%ZZ:x')}`],
    ['a Basic header that is no base64', 'token=x', 'Basic ???'],
    ['two Basic headers', 'token=x', `${basic('hashed', SECRET)}, ${basic('hashed', SECRET)}`],
    ['another scheme', 'token=x', 'Bearer x'],
    ['an endless header', 'token=x', `Basic ${'A'.repeat(9_000)}`],
    ['no colon', 'token=x', `Basic ${btoa('hashed')}`],
  ];

  it.each(wrong)('refuses %s with 401 invalid_client', async (_, form, authorization) => {
    await using curfew = await node();
    await using app = await TestApp.start(curfew, { oauth });
    const response = await ask(app, path, form, authorization);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(/^Basic realm=/);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({ error: 'invalid_client' });
  });

  it.each([
    ['no token', {}],
    ['an empty token', 'token='],
    ['a token twice', 'token=a&token=b'],
    ['another field twice', 'token=a&x=1&x=2'],
    ['two ways at once', { token: 'x', client_secret: SECRET }],
    ['two clients', { token: 'x', client_id: 'hashed' }],
  ])('refuses %s with 400 invalid_request', async (_, form) => {
    await using curfew = await node();
    for (const before of [undefined, express.urlencoded({ extended: true })]) {
      await using app = await TestApp.start(curfew, { oauth }, (all) => void (before && all.use(before)));
      const response = await ask(app, path, form);
      if (before && form === 'token=a&x=1&x=2') continue;
      expect([response.status, await response.json()]).toMatchObject([400, { error: 'invalid_request' }]);
    }
  });

  it.each([
    ['client_secret_basic', { token: 'x' }, basic('web app:1', SECRET)],
    ['client_secret_basic, hashed', { token: 'x' }, basic('hashed', SECRET)],
    ['client_secret_basic and its client_id', { token: 'x', client_id: 'hashed' }, basic('hashed', SECRET)],
    ['client_secret_post', { token: 'x', client_id: 'web app:1', client_secret: SECRET }, ''],
    ['client_secret_post, hashed', { token: 'x', client_id: 'hashed', client_secret: SECRET }, ''],
  ])('takes %s', async (_, form, authorization) => {
    await using curfew = await node();
    await using app = await TestApp.start(curfew, { oauth });
    expect((await ask(app, path, form, authorization)).status).toBe(200);
    await using parsed = await TestApp.start(curfew, { oauth }, (all) => void all.use(express.urlencoded()));
    expect((await ask(parsed, path, form, authorization)).status).toBe(200);
  });

  it('is POST alone: no JSONP, no token in the query', async () => {
    await using curfew = await node();
    await using app = await TestApp.start(curfew, { oauth });
    const { accessToken } = await login(curfew);
    const headers = { authorization: basic('web app:1', SECRET) };
    for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS']) {
      const response = await app.fetch(`/auth/${path}?token=${accessToken}&callback=x`, { method, headers });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    }
    expect((await app.post(`/auth/${path}?token=${accessToken}`, { headers })).status).toBe(400);
    expect(await codeOf(curfew.verify(accessToken))).toBe('fulfilled');
  });

  it('is asked by pages of other origins, and looks at no cookie', async () => {
    const cookies = sessionCookies();
    await using curfew = await node();
    await using app = await TestApp.start(curfew, { oauth, cookies });
    const tokens = await login(curfew);
    const cookie = cookies.set(tokens)[0]?.split(';')[0] ?? '';
    const headers = { cookie, origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' };
    const type = 'application/x-www-form-urlencoded';
    const body = 'token=x&client_id=spa';
    const response = await app.post(`/auth/${path}`, { headers: { ...headers, 'content-type': type }, body });
    expect(response.status).toBe(path === 'revoke' ? 200 : 401);
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(await codeOf(curfew.verify(tokens.accessToken))).toBe('fulfilled');
  });

  it('is not there unless it is switched on', async () => {
    await using curfew = await node();
    await using app = await TestApp.start(curfew);
    const { accessToken } = await login(curfew);
    expect((await ask(app, path, { token: accessToken }, `Bearer ${accessToken}`)).status).toBe(404);
  });

  it('takes a function that finds clients, and believes only the client that was asked for', async () => {
    await using curfew = await node();
    const clients = async (id: string): Promise<{ id: string; secret: string } | null> =>
      id === 'gone' ? null : { id: 'web', secret: 's' };
    await using app = await TestApp.start(curfew, { oauth: { clients } });
    const status = async (id: string): Promise<number> =>
      (await ask(app, path, { token: 'x' }, basic(id, 's'))).status;
    expect([await status('web'), await status('other'), await status('gone')]).toEqual([200, 401, 401]);
  });
});
