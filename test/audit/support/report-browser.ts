import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { LaunchedChromium } from '../../support/browser/launched.ts';

/** A real Chromium that opens pages from files, as somebody does who was sent a report. */
export class ReportBrowser {
  readonly #browser: LaunchedChromium;
  readonly #folder: string = mkdtempSync(path.join(tmpdir(), 'curfew-report-'));
  #files = 0;

  private constructor(browser: LaunchedChromium) {
    this.#browser = browser;
  }

  static async launch(): Promise<ReportBrowser> {
    return new ReportBrowser(await LaunchedChromium.launch({ args: ['--disable-gpu'] }));
  }

  /** Opens `html`; `asked` is what the page then tried to load from elsewhere. */
  async open(html: string, options: BrowserContextOptions = {}): Promise<{ page: Page; asked: string[] }> {
    this.#files += 1;
    const file = path.join(this.#folder, `${this.#files}.html`);
    writeFileSync(file, html);
    const context = await this.#browser.context(options);
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url() !== pathToFileURL(file).href) asked.push(request.url());
    });
    // What the policy of the page forbids never leaves the browser.
    page.on('requestfailed', (request) => {
      if (request.failure()?.errorText === 'csp') asked.splice(asked.indexOf(request.url()), 1);
    });
    await page.goto(pathToFileURL(file).href);
    return { page, asked };
  }

  async close(): Promise<void> {
    await this.#browser.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
