import path from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { ensureChromium } from '../../tools/chromium.mjs';
import { root } from '../../tools/node.mjs';
import { Demos, type Demo } from './demo-server.ts';

/** Set to write docs/images/demo.png, the picture of the README. */
const picture = process.env['UPDATE_SCREENSHOT'] ? path.join(root, 'docs/images/demo.png') : undefined;

const SOON = { timeout: 10_000, interval: 20 };
const demos = new Demos();
let demo: Demo;
let browser: Browser;
let complaints: string[] = [];

beforeAll(async () => {
  demo = await demos.start(await demos.database());
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'];
  browser = await chromium.launch({
    executablePath: await ensureChromium(),
    args: [...args, '--disable-component-update', '--disable-sync'],
  });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await demos.end();
});

afterEach(() => {
  const heard = complaints;
  complaints = [];
  // Broken rules of the Content-Security-Policy are told there as well.
  if (heard.length > 0) throw new Error(`the console of the browser says:\n${heard.join('\n')}`);
});

async function visit(options: BrowserContextOptions = {}, url = demo.url): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 760 }, ...options });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // The browser reports by itself every request that is refused or unanswered: here that is the point.
    const expected = /^Failed to load resource: (the server responded with a status of 401|net::ERR_)/;
    if (message.type() === 'error' && !expected.test(message.text())) complaints.push(message.text());
  });
  await page.goto(url);
  return page;
}

async function logIn(page: Page, username = 'alice'): Promise<void> {
  await page.click(`[data-user=${username}]`);
  await page.click('#login-button');
  await expectText(page, '#who', `Signed in as ${username}`);
}

async function expectText(page: Page, selector: string, text: string | RegExp): Promise<void> {
  await expect.poll(() => page.textContent(selector), SOON).toMatch(text);
}

async function expectCells(page: Page, kind: string, atLeast: number): Promise<void> {
  await expect.poll(() => page.locator(`#timeline .${kind}`).count(), SOON).toBeGreaterThanOrEqual(atLeast);
}

async function expectThiefOut(page: Page): Promise<void> {
  await expectText(page, '#status', '401 – out');
  await expectText(page, '#refresh-verdict', /^401$/);
  await expectText(page, '#respelled-verdict', /^401 401 401$/);
  await expectText(page, '#stream-verdict', /^closed/);
}

function fits(page: Page): Promise<boolean> {
  return page.evaluate<boolean>('document.documentElement.scrollWidth <= window.innerWidth');
}

describe('the page of the demo', () => {
  it('explains itself before anybody has logged in', async () => {
    const page = await visit();
    expect(await page.textContent('h1')).toBe('Log out, and a stolen token is dead. Watch.');
    expect(await page.textContent('#status')).toBe('Waiting for you to log in');
    expect(await page.textContent('#thief-token')).toBe('no token yet');
    expect(await page.isVisible('#login')).toBe(true);
    expect(await page.isVisible('#signed-in')).toBe(false);
  });

  it('shows a stolen token that works until the logout, and never after it', async () => {
    const page = await visit({ deviceScaleFactor: 2 });
    await logIn(page);
    await expectText(page, '#status', '200 OK – still in');
    await expectText(page, '#thief-token', /^holds eyJhbG….{4}$/);
    await expectText(page, '#stream-verdict', 'open');

    await page.click('#add-device');
    await expect.poll(() => page.locator('#sessions li').count(), SOON).toBe(2);
    expect(await page.locator('#sessions li', { hasText: 'this one' }).count()).toBe(1);
    await page.click('#logout-others');
    await expect.poll(() => page.locator('#sessions li').count(), SOON).toBe(1);
    await page.click('#add-device');
    await page.click('#sessions button');
    await expect.poll(() => page.locator('#sessions li').count(), SOON).toBe(1);
    await expectCells(page, 'ok', picture ? 56 : 8);
    expect(await page.locator('#timeline .bad').count()).toBe(0);

    await page.click('#logout');
    await expectThiefOut(page);
    await expectText(page, '#receipt-title', /^Signed out in [\d.]+ ms$/);
    await expectText(page, '#receipt-facts', /ended.*session .{6}….{4}.*the server took.*[\d.]+ ms/);
    await expectText(page, '#first-refusal', /^[\d.]+ ms$/);
    await expectText(page, '#stream-verdict', /^closed after [\d.]+ ms$/);
    await expectCells(page, 'bad', picture ? 28 : 5);
    expect(await page.textContent('#accepted-after')).toBe('0');
    expect(await page.locator('#timeline .mark').textContent()).toBe('logout answered');
    expect(await page.locator('#timeline .mark ~ .ok').count()).toBe(0);
    expect(await page.locator('#timeline .cell').count()).toBe(120);
    if (picture) await page.screenshot({ path: picture });
  });

  it('begins anew with the next login', async () => {
    const page = await visit();
    await logIn(page);
    await expectCells(page, 'ok', 1);
    await page.click('#logout');
    await expectThiefOut(page);
    await logIn(page, 'bob');
    await expectText(page, '#status', '200 OK – still in');
    expect(await page.locator('#timeline .bad').count()).toBe(0);
    expect(await page.textContent('#accepted-after')).toBe('–');
    expect(await page.textContent('#refresh-verdict')).toBe('–');
  });

  it('shows a logout that happened in another window', async () => {
    const [here, there] = [await visit(), await visit()];
    await logIn(here, 'bob');
    await expectCells(here, 'ok', 1);
    await logIn(there, 'bob');
    await there.click('#logout-everywhere');
    await expectText(there, '#receipt-facts', 'every session of bob');
    await expectThiefOut(there);
    await expectThiefOut(here);
    await expectText(here, '#status-text', 'somewhere else');
    await expectText(here, '#receipt-title', 'You are signed out');
  });

  it('never takes an outage for a logout', async () => {
    const database = await demos.database();
    const own = await demos.start(database);
    const page = await visit({}, own.url);
    await logIn(page);
    await expectCells(page, 'ok', 1);

    await own.stop();
    await expectText(page, '#status', 'Unreachable – unknown');
    await expectText(page, '#stream-verdict', 'broke off');
    await page.click('#logout');
    await expectText(page, '#error', 'the token may still be alive');
    expect(await page.locator('#timeline .bad').count()).toBe(0);

    await demos.start(database, own.port);
    await expectText(page, '#status', '200 OK – still in');
    await expectText(page, '#stream-verdict', 'open');
    await page.click('#logout');
    await expectThiefOut(page);
  });

  it('shows a 503 as unknown', async () => {
    const page = await visit();
    await logIn(page);
    await page.route('**/api/me', (route) => route.fulfill({ status: 503, body: '{}' }));
    await expectText(page, '#status', '503 – unknown');
    await expectCells(page, 'unknown', 1);
    expect(await page.locator('#timeline .bad').count()).toBe(0);
    await page.unroute('**/api/me');
    await expectText(page, '#status', '200 OK – still in');
    complaints = complaints.filter((text) => !text.includes('status of 503'));
  });

  it('says when the password is wrong', async () => {
    const page = await visit();
    await page.click('#login-button');
    await expectText(page, '[role=alert]', 'Choose one of the two accounts');
    await page.fill('#username', 'alice');
    await page.fill('#password', 'battery-staple');
    await page.click('#login-button');
    await expectText(page, '[role=alert]', 'The name or the password is wrong.');
    expect(await page.isVisible('#signed-in')).toBe(false);
  });

  it('needs no mouse', async () => {
    const page = await visit();
    const { keyboard } = page;
    for (const key of ['Tab', 'Enter', 'Enter']) await keyboard.press(key);
    await expectText(page, '#who', 'Signed in as alice');
    await expectCells(page, 'ok', 1);
    await tabTo(page, 'logout');
    await keyboard.press('Enter');
    await expectThiefOut(page);

    await tabTo(page, 'username');
    await keyboard.type('bob');
    await keyboard.press('Tab');
    await keyboard.type('battery-staple');
    await keyboard.press('Enter');
    await expectText(page, '#who', 'Signed in as bob');
  });

  it('remembers nothing: a reload signs the page out', async () => {
    const page = await visit();
    await logIn(page);
    expect(await page.evaluate('localStorage.length + sessionStorage.length + document.cookie.length')).toBe(
      0,
    );
    await page.reload();
    expect(await page.isVisible('#login')).toBe(true);
  });

  it.each([
    ['a phone', { viewport: { width: 390, height: 844 } }],
    ['a phone in the dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' as const }],
    ['a narrow phone', { viewport: { width: 320, height: 640 } }],
    ['a tablet', { viewport: { width: 820, height: 1180 } }],
    ['a screen in the dark', { colorScheme: 'dark' as const }],
  ])('fits %s', async (_what, options: BrowserContextOptions) => {
    const page = await visit(options);
    const background = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    const brightness = Math.max(...(background.match(/\d+/g) ?? []).map(Number));
    expect(brightness < 128).toBe(options.colorScheme === 'dark');
    expect(await fits(page)).toBe(true);
    await logIn(page);
    await page.click('#add-device');
    await expectCells(page, 'ok', 2);
    expect(await fits(page)).toBe(true);
    await page.click('#logout');
    await expectThiefOut(page);
    expect(await fits(page)).toBe(true);
  });
});

async function tabTo(page: Page, id: string): Promise<void> {
  for (let press = 0; press < 12; press += 1) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate<string>('document.activeElement.id')) === id) return;
  }
  expect.fail(`twelve presses of Tab did not reach #${id}`);
}
