import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { bundle } from '../../support/browser/bundle.ts';
import { until } from '../../support/until.ts';
import { LaunchedChromium } from '../../support/browser/launched.ts';

let browser: LaunchedChromium;
let server: Server;
let url: string;
let page: Page;
/** Logouts that have not been answered. */
let logouts: ServerResponse[];

beforeAll(async () => {
  const script = await bundle('test/browser/react/page.tsx');
  server = createServer((request, response) => {
    if (request.url === '/auth/logout') logouts.push(response);
    else if (request.url === '/app.js')
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
    else
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!doctype html><body><script src="/app.js"></script>');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://localhost:${(server.address() as AddressInfo).port}`;
  browser = await LaunchedChromium.launch();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

beforeEach(async () => {
  logouts = [];
  const context = await browser.context();
  page = await context.newPage();
  await page.goto(url);
  return () => context.close();
});

const text = (id: string): Promise<string | null> => page.locator(`#${id}`).textContent();
const signIn = (session: string): Promise<void> =>
  page.evaluate((id) => window.react.session.start({ session: id, ticket: `ti-${id}` }), session);

/** Answers every logout. */
async function answer(): Promise<void> {
  await until(() => logouts.length > 0, 'a logout');
  for (const one of logouts.splice(0)) one.writeHead(200).end('{}');
}

it('shows the children to who is signed in, the fallback to all others', async () => {
  expect(await text('out')).toBe('signed out');
  await signIn('a');
  expect(await text('who')).toBe('a');
  expect(await page.locator('#out').count()).toBe(0);
  await page.click('#logout');
  // At once, whatever the server does.
  expect(await text('out')).toBe('signed out');
  await answer();
});

it('shows them anew to another: nothing of the one before is left in a component', async () => {
  await signIn('a');
  await page.fill('#draft', 'alice');
  await signIn('b');
  expect(await text('who')).toBe('b');
  expect(await page.inputValue('#draft')).toBe('');
  await answer();
});

it('hears of a sign-out in another tab', async () => {
  await signIn('a');
  await page.locator('#who').waitFor();
  const other = await page.context().newPage();
  await other.goto(url);
  await other.locator('#who').waitFor();
  await other.click('#logout');
  await page.locator('#out').waitFor();
  expect(await page.locator('#who').count()).toBe(0);
  await answer();
});

it('is busy until there is a report, and answers all who asked with one', async () => {
  await signIn('a');
  expect(await text('state')).toBe('false undefined');
  await page.click('#bar');
  expect(await text('state')).toBe('true undefined');
  expect(await page.isDisabled('#bar')).toBe(true);
  await answer();
  await page.locator('#state', { hasText: 'false revoked' }).waitFor();
  await signIn('b');
  await page.click('#twice');
  await answer();
  await page.waitForFunction(() => window.react.reports.length === 2);
  const reports = await page.evaluate(() => window.react.reports);
  expect(reports[0]).toMatchObject({ local: 'clean', server: 'revoked' });
  expect(reports[1]).toEqual(reports[0]);
});

it('listens once a component, in StrictMode too, and stops with it', async () => {
  expect(await page.evaluate(() => window.react.listening)).toBe(1);
  await signIn('a');
  await page.locator('#who').waitFor();
  expect(await page.evaluate(() => window.react.listening)).toBe(2);
  await page.fill('#draft', 'abc');
  expect(await page.evaluate(() => window.react.listening)).toBe(2);
  await page.click('#logout');
  await page.locator('#out').waitFor();
  expect(await page.evaluate(() => window.react.listening)).toBe(1);
  await answer();
});
