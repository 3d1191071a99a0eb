import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { bundle } from '../support/browser/bundle.ts';
import { launchChromium } from '../support/browser/chromium.ts';
import type { DrivenBrowser, Profile, Tab } from '../support/browser/tab.ts';

/** A server without Curfew: who is signed in is in a cookie, and in a list here. */
const sessions = new Set<string>();
const asked: string[] = [];
let isBroken = false;
let browser: DrivenBrowser;
let profile: Profile;
let tab: Tab;
let server: Server;
let url: string;

function answer(request: IncomingMessage, response: ServerResponse, script: string): void {
  const path = request.url ?? '';
  const id = /sid=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
  const json = (status: number, body: object = {}, headers = {}): unknown =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  if (path.startsWith('/api')) asked.push(`${path} ${request.headers.authorization ?? '-'}`);
  if (isBroken && path === '/api/sign-out') return void json(500);
  if (path === '/api/sign-in') {
    sessions.add('s1');
    return void json(200, { session: 's1' }, { 'set-cookie': 'sid=s1; HttpOnly; Path=/' });
  }
  if (path === '/api/sign-out') {
    sessions.delete(id);
    return void json(200);
  }
  if (path === '/api/whoami' || path === '/api/private') return void json(sessions.has(id) ? 200 : 401);
  if (path === '/api/renew') return void json(sessions.has(id) ? 200 : 401);
  if (path === '/app.js')
    return void response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
  response
    .writeHead(200, { 'content-type': 'text/html' })
    .end('<!doctype html><script src="/app.js"></script>');
}

beforeAll(async () => {
  const script = await bundle('test/examples/client-alone-page.ts');
  server = createServer((request, response) => answer(request, response, script)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://localhost:${(server.address() as AddressInfo).port}`;
  browser = await launchChromium();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

beforeEach(async () => {
  sessions.clear();
  asked.length = 0;
  isBroken = false;
  profile = await browser.profile();
  tab = await profile.newPage();
  await tab.goto(`${url}/page`);
  await tab.evaluate(async () => {
    const answered = await fetch('/api/sign-in', { method: 'POST' });
    window.alone.start((await answered.json()) as { session: string });
    localStorage.setItem('app.mail', 'alice@example.com');
  });
  return () => profile.close();
});

/** Logs out, and says what was reported, and where the page went. */
async function logOut(): Promise<object> {
  await tab.evaluate(() => void window.logOut());
  await tab.waitForFunction(
    () => location.pathname === '/' && localStorage.getItem('report') !== null,
    undefined,
  );
  const [report, left] = await tab.evaluate(() =>
    ['report', 'app.mail'].map((key) => localStorage.getItem(key)),
  );
  return { ...(JSON.parse(String(report)) as object), left };
}

it('signs out of a server that knows nothing of Curfew, and leaves nothing behind', async () => {
  expect(
    await tab.evaluate(async () => [
      (await window.alone.fetch('/api/private')).status,
      await window.alone.check(),
    ]),
  ).toEqual([200, true]);
  expect(await logOut()).toMatchObject({ local: 'clean', server: 'revoked', remote: false, left: null });
  expect(sessions.size).toBe(0);
  expect(asked).toContain('/api/sign-out -');
});

it('is clean here, and says that the server has not been told, when that fails', async () => {
  isBroken = true;
  expect(await logOut()).toMatchObject({ local: 'clean', server: 'none', left: null });
});

it('ends when the server has forgotten the session: one refresh, and no more', async () => {
  sessions.clear();
  await tab.evaluate(() => void window.alone.fetch('/api/private').catch(() => undefined));
  await tab.waitForFunction(() => location.pathname === '/', undefined);
  expect(asked.filter((one) => one.startsWith('/api/renew'))).toHaveLength(1);
});
