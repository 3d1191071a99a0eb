import { describe, expect, it } from 'vitest';
import { sessionCookies } from '../../src/adapters/express.ts';
import type { ProviderOptions } from '../../src/http/index.ts';
import type { Tokens } from '../../src/index.ts';
import { memory } from '../../src/stores/memory/index.ts';
import { TestApp } from '../support/app.ts';
import { codeOf, node, watched } from '../support/node.ts';

const HOME = 'https://app.test/goodbye';
const PROVIDER: ProviderOptions = {
  endSession: 'https://login.test/logout?realm=one',
  client: 'web',
  returnTo: [HOME, 'https://app.test/'],
  idToken: (request) => request.headers.get('x-id-token') ?? undefined,
};
const cookies = sessionCookies();

function headersOf(tokens: Tokens, more: Record<string, string> = {}): Record<string, string> {
  const cookie = cookies
    .set(tokens)
    .map((one) => one.split(';')[0])
    .join('; ');
  return { cookie, 'content-type': 'application/x-www-form-urlencoded', ...more };
}

const leave = (
  app: TestApp,
  headers: Record<string, string>,
  form: Record<string, string> = {},
): Promise<Response> =>
  app.post('/auth/logout/redirect', { headers, body: new URLSearchParams(form).toString() });

function placeOf(response: Response): { place: string; query: Record<string, string> } {
  const url = new URL(response.headers.get('location') ?? 'about:blank');
  return { place: url.origin + url.pathname, query: Object.fromEntries(url.searchParams) };
}

describe('POST /logout/redirect (OpenID Connect RP-Initiated Logout 1.0)', () => {
  it.each([null, '', 7, {}])('sends no hint where the application gives %j for one', async (hint) => {
    await using curfew = await node();
    const provider = { ...PROVIDER, idToken: () => hint as string | undefined };
    await using app = await TestApp.start(curfew, { cookies, provider });
    const response = await leave(app, headersOf(await curfew.issue({ subject: 'alice' })));
    expect(response.status).toBe(303);
    expect(Object.keys(placeOf(response).query)).not.toContain('id_token_hint');
  });

  it('ends the session here, clears the cookies, and then sends the browser to the provider', async () => {
    await using curfew = await node();
    await using app = await TestApp.start(curfew, { cookies, provider: PROVIDER });
    const tokens = await curfew.issue({ subject: 'alice' });
    const form = { returnTo: 'https://app.test/', state: 'a b&c' };
    const response = await leave(app, headersOf(tokens, { 'x-id-token': 'e.y.J' }), form);
    expect([response.status, await response.text()]).toEqual([303, '']);
    expect(placeOf(response)).toEqual({
      place: 'https://login.test/logout',
      query: {
        realm: 'one',
        id_token_hint: 'e.y.J',
        client_id: 'web',
        post_logout_redirect_uri: 'https://app.test/',
        state: 'a b&c',
      },
    });
    expect(response.headers.getSetCookie()).toEqual(cookies.clear());
    expect(response.headers.get('clear-site-data')).toBe('"storage"');
    expect(response.headers.get('cache-control')).toBe('no-cache, no-store, must-revalidate');
    expect(await codeOf(curfew.verify(tokens.accessToken))).toBe('ERR_TOKEN_REVOKED');
    expect(await codeOf(curfew.refresh(tokens.refreshToken))).toBe('ERR_TOKEN_REVOKED');
  });

  it('has answered nothing before the session has ended on every node', async () => {
    const store = memory();
    await using curfew = await node({ store });
    await using other = await node({ store });
    await using app = await TestApp.start(curfew, { cookies, provider: PROVIDER });
    const tokens = await curfew.issue({ subject: 'alice' });
    expect(await codeOf(other.verify(tokens.accessToken))).toBe('fulfilled');
    expect((await leave(app, headersOf(tokens))).status).toBe(303);
    expect(await codeOf(other.verify(tokens.accessToken))).toBe('ERR_TOKEN_REVOKED');
  });

  it('goes to the first place on the list by default, without a hint or a state that nobody gave', async () => {
    await using curfew = await node();
    await using app = await TestApp.start(curfew, { cookies, provider: PROVIDER });
    const first = await leave(app, headersOf(await curfew.issue({ subject: 'alice' })));
    expect(placeOf(first).query).toEqual({ realm: 'one', client_id: 'web', post_logout_redirect_uri: HOME });
    const { endSession, client } = PROVIDER;
    await using plain = await TestApp.start(curfew, { cookies, provider: { endSession, client } });
    const second = await leave(plain, headersOf(await curfew.issue({ subject: 'alice' })), { state: 'x' });
    expect(placeOf(second).query).toEqual({ realm: 'one', client_id: 'web' });
  });

  it.each([
    'https://evil.test/',
    'https://app.test',
    'https://app.test/goodbye/',
    'https://app.test/goodbye?x',
    'https://APP.test/',
    'https://app.test/goodbye#x',
    '//app.test/',
    '/',
    '',
  ])('refuses %j, which is not exactly on the list, and ends nothing', async (returnTo) => {
    await using curfew = await node();
    await using app = await TestApp.start(curfew, { cookies, provider: PROVIDER });
    const tokens = await curfew.issue({ subject: 'alice' });
    const response = await leave(app, headersOf(tokens), { returnTo });
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(await codeOf(curfew.verify(tokens.accessToken))).toBe('fulfilled');
  });

  it('sends nobody anywhere when the logout could not be recorded: 503, and no cookie touched', async () => {
    const { store, disturb } = watched(memory());
    await using curfew = await node({ store });
    await using app = await TestApp.start(curfew, { cookies, provider: PROVIDER });
    const tokens = await curfew.issue({ subject: 'alice' });
    disturb('fail', ['append']);
    const response = await leave(app, headersOf(tokens));
    expect([response.status, response.headers.get('location')]).toEqual([503, null]);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(response.headers.getSetCookie()).toEqual([]);
    disturb('none');
    expect(await codeOf(curfew.verify(tokens.accessToken))).toBe('fulfilled');
  });

  it('is POST alone, and not for the pages of other sites', async () => {
    await using curfew = await node();
    await using app = await TestApp.start(curfew, { cookies, provider: PROVIDER });
    const tokens = await curfew.issue({ subject: 'alice' });
    const got = await app.fetch('/auth/logout/redirect', {
      headers: { cookie: headersOf(tokens)['cookie'] ?? '' },
    });
    expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST']);
    const crossed = await leave(app, headersOf(tokens, { 'sec-fetch-site': 'cross-site' }));
    expect([crossed.status, crossed.headers.get('location')]).toEqual([403, null]);
    expect(await codeOf(curfew.verify(tokens.accessToken))).toBe('fulfilled');
  });

  it('takes tokens from the form, and sends on somebody who was logged out already', async () => {
    await using curfew = await node();
    await using app = await TestApp.start(curfew, { provider: PROVIDER });
    const { accessToken, refreshToken } = await curfew.issue({ subject: 'alice' });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await leave(app, headers, { refreshToken })).status).toBe(303);
    expect(await codeOf(curfew.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');
    expect((await leave(app, headers, { refreshToken })).status).toBe(303);
  });

  it('ends the session also when the hint cannot be found', async () => {
    await using curfew = await node();
    const idToken = (): never => {
      throw new Error('the application broke');
    };
    await using app = await TestApp.start(curfew, { cookies, provider: { ...PROVIDER, idToken } });
    const tokens = await curfew.issue({ subject: 'alice' });
    const response = await leave(app, headersOf(tokens));
    expect([response.status, placeOf(response).query['id_token_hint']]).toEqual([303, undefined]);
    expect(await codeOf(curfew.verify(tokens.accessToken))).toBe('ERR_TOKEN_REVOKED');
  });

  it('is not there unless it is switched on', async () => {
    await using curfew = await node();
    await using app = await TestApp.start(curfew);
    const { accessToken } = await curfew.issue({ subject: 'alice' });
    expect((await app.post('/auth/logout/redirect', { token: accessToken })).status).toBe(404);
  });
});
