import { createServer, type RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import type { Curfew } from 'curfew';
import { createProxy, guard, handlers, sessionCookies } from 'curfew/next';
import type { AdapterServer } from 'curfew/testing';
import type next from 'next';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { NextApp } from '../support/next.ts';
import { node } from '../support/node.ts';
import { rawRequest } from '../support/raw.ts';
import { listening } from './listening.ts';

type CreateNext = typeof next.default;
// Its types say that it has a default export.
const createNext = createRequire(import.meta.url)('next') as CreateNext;

/** What the modules of the application call: Next has bundled them, and knows nothing of the sources. */
const now = globalThis as { mounted?: Record<string, unknown> };
const cookies = sessionCookies();
const SECRET = 'for those who are signed in';

function calling(name: string, ...methods: string[]): string {
  const lines = methods.map(
    (method) => `export const ${method} = (...given) => globalThis.mounted['${name}'](...given);\n`,
  );
  return lines.join('');
}

let app: NextApp;
let server: ReturnType<CreateNext>;
let handle: RequestListener;
let served: AdapterServer;
let curfew: Curfew;
let token: string;
let cookie: string;

beforeAll(async () => {
  app = new NextApp({
    'given.config.mjs': "export default { basePath: '/base', trailingSlash: true };\n",
    'proxy.js': calling('proxy', 'proxy'),
    'app/layout.jsx': 'export default ({ children }) => <html><body>{children}</body></html>;\n',
    'app/account/page.jsx': `export default () => <p>${SECRET}</p>;\n`,
    'app/login/page.jsx': 'export default () => <p>sign in</p>;\n',
    'app/auth/[...curfew]/route.js': calling('auth', 'GET', 'POST'),
    'app/other/[...rest]/route.js': calling('auth', 'POST'),
    'app/me/route.js': calling('me', 'GET'),
  });
  await app.build();
  server = createNext({ dir: app.folder, dev: false, quiet: true });
  await server.prepare();
  curfew = await node();
  now.mounted = {
    proxy: createProxy(curfew, { cookies, open: ['/auth', '/other'], signIn: '/login' }),
    auth: handlers(curfew, { cookies }).GET,
    me: guard(curfew, { cookies })((_request, { auth }) => Response.json(auth.subject)),
  };
  const answer = server.getRequestHandler();
  handle = (req, res) => void answer(req, res);
  served = await listening(createServer(handle));
}, 120_000);

afterAll(async () => {
  await served?.close();
  await server?.close();
  await curfew?.close();
  app?.[Symbol.dispose]();
});

beforeEach(async () => {
  const tokens = await curfew.issue({ subject: 'alice' });
  token = tokens.accessToken;
  cookie = cookies
    .set(tokens)
    .map((one) => one.split(';', 1)[0])
    .join('; ');
});

function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
  return fetch(served.url + path, { method, headers, redirect: 'manual' });
}

it('opens what is open below a basePath, and sends to a sign-in page that is there', async () => {
  const stopped = await ask('/base/account/', { accept: 'text/html' });
  expect([stopped.status, stopped.headers.get('location')]).toEqual([307, '/base/login']);
  expect((await ask('/base/login/', { accept: 'text/html' })).status).toBe(200);
  expect((await ask('/base/auth/jwks.json')).status).toBe(200);
  expect((await ask('/base/me/')).status).toBe(401);
  expect(await (await ask('/base/me/', { cookie })).json()).toBe('alice');
});

it('answers its routes where Next ends every path in a slash', async () => {
  expect((await ask('/base/auth/sessions/', { cookie })).status).toBe(200);
  expect((await ask('/base/auth/logout/', { cookie }, 'POST')).status).toBe(200);
  expect((await ask('/base/me/', { cookie })).status).toBe(401);
});

it('keeps a page that Next has made before out of caches: else they would show it to everybody', async () => {
  const page = await ask('/base/account/', { cookie });
  expect(await page.text()).toContain(SECRET);
  expect(page.headers.get('cache-control')).toBe('no-store');
});

it('says what is wrong when the catch-all has another name', async () => {
  const answer = await ask('/base/other/logout/', { cookie }, 'POST');
  expect([answer.status, await answer.json()]).toEqual([
    500,
    expect.objectContaining({ code: 'ERR_CONFIG' }),
  ]);
});

it.each([
  '/base/account/?_rsc=1',
  '/base/account.rsc',
  '/base/account.segments/_tree.segment.rsc',
  '/base/_next/data/x/account.json',
  '/base/_next/static/%2e%2e/%2e%2e/account/',
  '/base/_next/static/..%2f..%2faccount/',
  '/base/login/%2e%2e/account/',
  '/base/login/..%2faccount/',
  '/base/login/%252e%252e/account/',
  '/base/login\\..\\account/',
  '/base//account/',
  '//base/account/',
  '/base/%61ccount/',
  '/base/ACCOUNT/',
])('has no way past the proxy: %s', async (path) => {
  for (const rsc of ['', 'RSC: 1\r\n']) {
    const text = `GET ${path} HTTP/1.1\r\nHost: x\r\n${rsc}Connection: close\r\n\r\n`;
    const { status, body } = await rawRequest(served.url, text);
    expect([308, 401, 404]).toContain(status);
    expect(body).not.toContain(SECRET);
  }
});

it('has a body that never ends cut off by the server, whose proxy Next has wait for it', async () => {
  const limits = { requestTimeout: 1_000, headersTimeout: 1_000, connectionsCheckingInterval: 200 };
  const strict = await listening(createServer(limits, handle));
  const head = `Host: x\r\nConnection: close\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json`;
  const post = async (rest: string): Promise<number> =>
    (await rawRequest(strict.url, `POST /base/auth/logout/ HTTP/1.1\r\n${head}\r\n${rest}`)).status;
  const statuses = await Promise.all([
    post('Transfer-Encoding: chunked\r\n\r\n5\r\n{"a":\r\n'),
    post('Content-Length: 50\r\n\r\n{"refreshToken":'),
  ]);
  expect(statuses).toEqual([408, 408]);
  expect((await ask('/base/me/', { cookie })).status, 'nobody was signed out').toBe(200);
  await strict.close();
});
