import { describe, expect, it } from 'vitest';
import { sessionCookies } from '../../src/adapters/express.ts';
import type { HttpOptions } from '../../src/http/index.ts';
import type { Curfew, Tokens } from '../../src/index.ts';
import { memory } from '../../src/stores/memory/index.ts';
import { CLIENTS } from '../oauth/clients.ts';
import { TestApp } from '../support/app.ts';
import { TestClock } from '../support/clock.ts';
import { codeOf, node, watched } from '../support/node.ts';

const APP = 'https://app.example.com';
const ADMIN = 'https://admin.example.com:8443';
const NOT_LISTED = [
  'https://evil.example',
  'null',
  'http://app.example.com',
  'https://app.example.com:444',
  'https://app.example.com.evil.example',
  'https://sub.app.example.com',
  'https://APP.example.com',
  'https://app.example.com/',
  `${APP}, ${APP}`,
  '*',
];
const ROUTES: readonly [path: string, methods: string][] = [
  ['/refresh', 'POST'],
  ['/logout', 'POST'],
  ['/logout/others', 'POST'],
  ['/logout/everywhere', 'POST'],
  ['/session', 'GET'],
  ['/sessions', 'GET'],
  ['/sessions/some', 'DELETE'],
  ['/jwks.json', 'GET'],
  ['/revoke', 'POST'],
  ['/introspect', 'POST'],
];
const options: HttpOptions = {
  cookies: sessionCookies(),
  origins: [APP, ADMIN],
  oauth: { clients: CLIENTS },
};

/** What an answer says to a browser of who may read it: every header of CORS that it has. */
function corsOf({ headers }: Response): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));
}

function preflight(app: TestApp, path: string, origin: string, method = 'POST'): Promise<Response> {
  return app.fetch(`/auth${path}`, {
    method: 'OPTIONS',
    headers: {
      origin,
      'sec-fetch-site': 'cross-site',
      'access-control-request-method': method,
      'access-control-request-headers': 'authorization,content-type',
    },
  });
}

async function login(curfew: Curfew): Promise<Tokens> {
  return curfew.issue({ subject: 'alice' });
}

describe('a preflight', () => {
  it('is answered for every route to each origin that is listed, by its own name and never by *', async () => {
    await using curfew = await node();
    await using app = await TestApp.start(curfew, options);
    for (const [path, methods] of ROUTES) {
      for (const origin of [APP, ADMIN]) {
        const answer = await preflight(app, path, origin);
        expect([answer.status, await answer.text()], path).toEqual([204, '']);
        expect(corsOf(answer), path).toEqual({
          'access-control-allow-origin': origin,
          'access-control-allow-credentials': 'true',
          'access-control-allow-methods': methods,
          'access-control-allow-headers': 'authorization, content-type',
          'access-control-max-age': '7200',
        });
        expect(answer.headers.get('vary')).toBe('Origin');
      }
    }
  });

  it('gets 405 and no leave from any other origin, and from everybody where none is listed', async () => {
    await using curfew = await node();
    await using app = await TestApp.start(curfew, options);
    await using closed = await TestApp.start(curfew, { ...options, origins: [] });
    for (const [path] of ROUTES) {
      const answers = [
        ...(await Promise.all(NOT_LISTED.map((origin) => preflight(app, path, origin)))),
        await preflight(closed, path, APP),
        await app.fetch(`/auth${path}`, {
          method: 'OPTIONS',
          headers: { 'access-control-request-method': 'POST' },
        }),
      ];
      for (const answer of answers) {
        expect([answer.status, corsOf(answer)], path).toEqual([405, {}]);
        expect(answer.headers.get('allow')).toBeTruthy();
      }
    }
  });

  it('is what a browser asks: OPTIONS without the method it wants gets 405, and so does another path 404', async () => {
    await using curfew = await node();
    await using app = await TestApp.start(curfew, options);
    const bare = await app.fetch('/auth/logout', { method: 'OPTIONS', headers: { origin: APP } });
    expect([bare.status, bare.headers.get('allow')]).toEqual([405, 'POST']);
    const { status, headers } = await preflight(app, '/mine', APP);
    expect([status, headers.get('access-control-allow-origin')]).toEqual([401, null]);
  });

  it('ends and reads nothing, whatever it carries', async () => {
    await using curfew = await node();
    await using app = await TestApp.start(curfew, options);
    const { accessToken: token } = await login(curfew);
    const headers = { origin: APP, 'access-control-request-method': 'POST' };
    for (const path of ['/logout', '/logout/everywhere']) {
      const answer = await app.fetch(`/auth${path}`, { method: 'OPTIONS', token, headers });
      expect([answer.status, answer.headers.getSetCookie()]).toEqual([204, []]);
    }
    expect((await app.fetch('/me', { token })).status).toBe(200);
  });
});

describe('an answer', () => {
  it('may be read by a listed origin, with credentials, whatever its status; and varies by Origin', async () => {
    const { store, disturb } = watched(memory());
    const clock = new TestClock();
    await using curfew = await node({ store, clock });
    await using app = await TestApp.start(curfew, options);
    const { accessToken: token, refreshToken, ticket } = await login(curfew);
    const from = (origin: string): { headers: Record<string, string> } => ({
      headers: { origin, 'sec-fetch-site': 'cross-site' },
    });
    const asked = from(APP);
    const answers: [number, Response][] = [
      [200, await app.fetch('/auth/session', { ...asked, token })],
      [200, await app.fetch('/auth/jwks.json', asked)],
      [200, await app.post('/auth/refresh', { ...asked, json: { refreshToken } })],
      [400, await app.post('/auth/logout', { ...asked, body: '{' })],
      [401, await app.fetch('/auth/session', asked)],
      [401, await app.post('/auth/introspect', { ...asked, body: new URLSearchParams({ token }) })],
      [404, await app.fetch('/auth/sessions/nobody', { ...asked, token, method: 'DELETE' })],
      [405, await app.fetch('/auth/logout', asked)],
    ];
    disturb('fail', ['append']);
    answers.push([503, await app.post('/auth/logout', { ...asked, json: { ticket } })]);
    disturb('none');
    answers.push([200, await app.post('/auth/logout', { ...asked, json: { ticket } })]);
    disturb('fail');
    clock.advance(5_000);
    answers.push([503, await app.fetch('/auth/session', { ...asked, token })]);
    for (const [status, answer] of answers) {
      expect(answer.status).toBe(status);
      expect(corsOf(answer), `${status} ${answer.url}`).toEqual({
        'access-control-allow-origin': APP,
        'access-control-allow-credentials': 'true',
      });
      expect(answer.headers.get('vary')?.split(', '), `${status} ${answer.url}`).toContain('Origin');
    }
  });

  it('may be read by no other origin, and says that it varies', async () => {
    await using curfew = await node();
    await using app = await TestApp.start(curfew, options);
    const { accessToken: token, ticket } = await login(curfew);
    for (const origin of NOT_LISTED) {
      const headers = { origin, 'sec-fetch-site': 'cross-site' };
      const answers = [
        await app.fetch('/auth/session', { headers, token }),
        await app.fetch('/auth/jwks.json', { headers }),
        await app.post('/auth/logout', { headers, json: { ticket } }),
      ];
      expect(
        answers.map(({ status }) => status),
        origin,
      ).toEqual([200, 200, 403]);
      for (const answer of answers) {
        expect(corsOf(answer), origin).toEqual({});
        expect(answer.headers.get('vary')?.split(', ')).toContain('Origin');
      }
    }
    const plain = await app.fetch('/auth/session', { token });
    expect([plain.status, corsOf(plain)]).toEqual([200, {}]);
    expect((await app.fetch('/me', { token })).status, 'and nobody was signed out').toBe(200);
  });

  it('of an application without the option is as it would be without CORS', async () => {
    await using curfew = await node();
    await using app = await TestApp.start(curfew);
    const { accessToken: token } = await login(curfew);
    const answer = await app.fetch('/auth/session', { token, headers: { origin: APP } });
    expect([answer.status, corsOf(answer)]).toEqual([200, {}]);
  });
});

it('refuses at boot what names no one origin', async () => {
  await using curfew = await node();
  for (const origin of ['*', 'null', 'https://*.example.com', `${APP}/`, 'app.example.com', '']) {
    const start = TestApp.start(curfew, { origins: [origin] });
    expect(await codeOf(start), origin).toBe('ERR_CONFIG');
  }
});
