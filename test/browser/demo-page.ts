import type { BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, vi } from 'vitest';
import { LaunchedChromium } from '../support/browser/launched.ts';
import { Demos, type Demo } from './demo-server.ts';

/** How long something may take that happens by itself. */
export const SOON = { timeout: 10_000, interval: 20 };

/** The parts of the page, as somebody who looks at it, or listens to it, finds them. */
export interface Parts {
  readonly you: Locator;
  readonly thief: Locator;
  /** The headline of the thief's pane. */
  readonly status: Locator;
  readonly storage: Locator;
  readonly log: Locator;
  readonly cells: (kind: string) => Locator;
  /** What is below, or beside, a name in the thief's pane. */
  readonly fact: (name: string) => Locator;
}

export function partsOf(page: Page): Parts {
  const thief = page.getByRole('region', { name: 'The thief' });
  return {
    you: page.getByRole('region', { name: 'You' }),
    thief,
    status: thief.getByRole('status'),
    storage: page.getByRole('region', { name: 'What this browser keeps' }),
    log: page.getByRole('log'),
    cells: (kind) => thief.locator(`.cells .${kind}`),
    fact: (name) => thief.locator('dl > div', { hasText: name }).locator('dd').last(),
  };
}

/** A demo and a browser for a test file. A test fails when the console complains of anything: the CSP, too. */
export class Stage {
  readonly demos: Demos = new Demos();
  #demo: Demo | undefined;
  #browser: LaunchedChromium | undefined;
  #complaints: string[] = [];

  constructor() {
    // Each test is a story of several logins and page loads.
    vi.setConfig({ testTimeout: 60_000 });
    beforeAll(async () => {
      this.#demo = await this.demos.start(await this.demos.database());
      this.#browser = await LaunchedChromium.launch({
        // Playwright switches the back/forward cache off, and people have it.
        ignoreDefaultArgs: ['--disable-back-forward-cache'],
        args: ['--disable-gpu', '--disable-background-networking', '--disable-component-update'],
      });
    }, 120_000);
    afterAll(async () => {
      await this.#browser?.close();
      await this.demos.end();
    });
    afterEach(async () => {
      await this.turn('in');
      const heard = this.#complaints;
      this.#complaints = [];
      if (heard.length > 0) throw new Error(`the console of the browser says:\n${heard.join('\n')}`);
    });
  }

  get url(): string {
    return this.#demo?.url ?? '';
  }

  /** Pulls the plug from outside, as another page would. */
  async turn(position: string): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ position });
    const response = await fetch(`${this.url}/demo/plug`, { method: 'POST', headers, body });
    expect(response.status).toBe(200);
  }

  /** A browser of its own: nothing in it is shared with another. */
  async visitor(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    if (!this.#browser) throw new Error('there is no browser yet');
    const context = await this.#browser.context({ viewport: { width: 1280, height: 828 }, ...options });
    onTestFinished(() => context.close());
    context.on('page', (page) => this.#listenTo(page));
    return context;
  }

  async visit(options: BrowserContextOptions = {}, url: string = this.url): Promise<Page> {
    const context = await this.visitor(options);
    const page = await context.newPage();
    await page.goto(url);
    return page;
  }

  #listenTo(page: Page): void {
    page.on('pageerror', (error) => this.#complaints.push(String(error)));
    page.on('console', (message) => {
      // The browser reports by itself every request that is refused or unanswered: here that is the point.
      const expected =
        /^Failed to load resource: (the server responded with a status of (401|503)|net::ERR_)/;
      if (message.type() === 'error' && !expected.test(message.text())) this.#complaints.push(message.text());
    });
  }
}

export async function logIn(page: Page, username = 'alice'): Promise<void> {
  const { you, status } = partsOf(page);
  await you.getByRole('button', { name: username }).click();
  await you.getByRole('button', { name: 'Log in', exact: true }).click();
  await expectText(you.getByRole('heading', { level: 3 }), `Signed in as ${username}`);
  await expectText(status, '200 OK – still in');
}

export function logOut(page: Page): Promise<void> {
  return partsOf(page).you.getByRole('button', { name: 'Log out', exact: true }).click();
}

export function note(page: Page): Locator {
  return page.getByLabel('A private note');
}

/** Waits until somebody reads it there. */
export async function expectText(locator: Locator, text: string | RegExp): Promise<void> {
  await expect.poll(async () => (await locator.allInnerTexts()).join('\n'), SOON).toMatch(text);
}

export async function expectCount(locator: Locator, count: number): Promise<void> {
  await expect.poll(() => locator.count(), SOON).toBe(count);
}

export async function expectAtLeast(locator: Locator, count: number): Promise<void> {
  await expect.poll(() => locator.count(), SOON).toBeGreaterThanOrEqual(count);
}

/** Nothing that the thief has works, and nothing has since the session was ended. */
export async function expectThiefOut(page: Page): Promise<void> {
  const { status, fact } = partsOf(page);
  await expectText(status, '401 – out');
  await expectText(fact('Refresh token'), /^401$/);
  await expectText(fact('The token, respelled'), /^401 401 401$/);
  await expectText(fact('Event stream'), /^closed after [\d.]+ m?s$/);
  await expectText(fact('accepted after'), /^0$/);
}

/** All that a script of the page can read: both storages, and the cookies. */
export function readable(page: Page): Promise<string> {
  return page.evaluate<string>(
    'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])',
  );
}
