import { join, resolve } from 'node:path';
import type { Receipt } from 'curfew';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { LaunchedChromium } from '../support/browser/launched.ts';
import { NEXT, NextApp, QUIET } from '../support/next.ts';
import { freePort } from '../support/ports.ts';
import { ServerProcess } from '../support/server-process.ts';

let app: NextApp;
let server: ServerProcess;
let url: string;

beforeAll(async () => {
  app = new NextApp(resolve(import.meta.dirname, '../../examples/next'));
  await app.install();
  await app.build();
  const port = await freePort();
  url = `http://localhost:${port}`;
  const [node, next] = NEXT;
  const env = { ...QUIET, NODE_ENV: 'production', CURFEW_DB: join(app.folder, 'app.db') } as const;
  server = new ServerProcess(node, [next, 'start', '-p', String(port)], { cwd: app.folder, env });
  await server.ready(async () => (await fetch(`${url}/login`).catch(() => undefined))?.ok === true);
}, 180_000);

afterAll(async () => {
  await server?.kill();
  app?.[Symbol.dispose]();
});

interface Init {
  method?: string;
  headers?: Record<string, string>;
  body?: FormData;
}

function ask(path: string, cookie = '', { headers, ...init }: Init = {}): Promise<Response> {
  const sent = { accept: 'text/html', cookie, ...headers };
  return fetch(url + path, { redirect: 'manual', ...init, headers: sent });
}

/** Sends the form of a page as a browser without scripts does. */
async function submit(page: string, cookie: string, fields: Record<string, string> = {}): Promise<Response> {
  const html = await (await ask(page, cookie)).text();
  const [, action = ''] = /name="(\$ACTION_ID_\w+)"/.exec(html) ?? [];
  const body = new FormData();
  for (const [name, value] of Object.entries({ [action]: '', ...fields })) body.set(name, value);
  return ask(page, cookie, { method: 'POST', headers: { origin: url }, body });
}

/** What a browser would keep. */
function jarOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((one) => one.split(';', 1)[0])
    .join('; ');
}

async function signIn(): Promise<string> {
  return jarOf(await submit('/login', '', { username: 'alice', password: 'correct-horse' }));
}

it('sends whoever is not signed in to the login, and tells a program 401', async () => {
  const page = await ask('/');
  expect([page.status, new URL(page.headers.get('location') ?? '', url).pathname]).toEqual([307, '/login']);
  const api = await ask('/me', '', { headers: { accept: 'application/json' } });
  expect([api.status, api.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  expect((await ask('/nowhere')).status).toBe(307);
});

it('signs in and out by server actions, and the old cookies are dead', async () => {
  const wrong = await submit('/login', '', { username: 'alice', password: 'wrong' });
  expect(jarOf(wrong)).toBe('');
  const answer = await submit('/login', '', { username: 'alice', password: 'correct-horse' });
  const cookies = answer.headers.getSetCookie();
  expect(cookies).toHaveLength(2);
  for (const one of cookies) expect(one).toMatch(/^__Host-session.*Path=\/;.*Secure; HttpOnly; SameSite=lax/);
  const jar = jarOf(answer);
  expect(await (await ask('/', jar)).text()).toContain('alice');
  expect(await (await ask('/me', jar)).json()).toEqual({ sub: 'alice' });

  const out = await submit('/', jar);
  expect(jarOf(out)).toBe('__Host-session=; __Host-session-refresh=');
  for (const one of out.headers.getSetCookie()) expect(one).toContain('Expires=Thu, 01 Jan 1970');
  expect((await ask('/', jar)).status).toBe(307);
  expect((await ask('/me', jar, { headers: { accept: '*/*' } })).status).toBe(401);
  expect((await ask('/auth/refresh', jar, { method: 'POST' })).status).toBe(401);
});

it('answers Curfew’s own routes', async () => {
  const [one, two] = [await signIn(), await signIn()];
  const listed = (await (await ask('/auth/sessions', one)).json()) as { sessions: { id: string }[] };
  expect(listed.sessions).toHaveLength(2);
  const refreshed = await ask('/auth/refresh', one, { method: 'POST' });
  expect([refreshed.status, (await ask('/me', jarOf(refreshed))).status]).toEqual([200, 200]);
  const cross = { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } };
  expect((await ask('/auth/logout', one, cross)).status).toBe(403);
  const logout = await ask('/auth/logout', one, { method: 'POST' });
  const { revoked, everywhere } = (await logout.json()) as Receipt;
  expect([logout.status, revoked.length, everywhere]).toEqual([200, 1, true]);
  expect([(await ask('/me', one)).status, (await ask('/me', two)).status]).toEqual([307, 200]);
  expect((await ask('/auth/sessions/' + listed.sessions[0]?.id, two, { method: 'PUT' })).status).toBe(405);
});

it('goes back, in a browser, when only the access cookie has expired', async () => {
  const browser = await LaunchedChromium.launch();
  onTestFinished(() => browser.close());
  const context = await browser.context();
  const page = await context.newPage();
  await page.goto(url);
  await page.getByLabel('Name').fill('alice');
  await page.getByLabel('Password').fill('correct-horse');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Signed in as alice').waitFor();
  await context.clearCookies({ name: '__Host-session' });
  await page.goto(url);
  await page.getByText('Signed in as alice').waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('Name').waitFor();
  const refused = page.waitForResponse(`${url}/auth/refresh`);
  await page.goto(url);
  expect((await refused).status()).toBe(401);
  expect(new URL(page.url()).pathname).toBe('/login');
});
