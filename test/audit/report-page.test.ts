import axe from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderHtml } from '../../src/audit/report/html/page.ts';
import { edition } from './support/edition.ts';
import { failing, inconclusive, passing } from './support/outcomes.ts';
import { ReportBrowser } from './support/report-browser.ts';

const PAGES = { failing, passing, inconclusive };

let browser: ReportBrowser;
beforeAll(async () => {
  browser = await ReportBrowser.launch();
});
afterAll(() => browser.close());

interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What axe finds on the page as it is now, one line each. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate<readonly Finding[]>('axe.run().then(({ violations }) => violations)');
  return found.map(
    ({ id, impact, nodes }) => `${impact} ${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`,
  );
}

const openAll = "for (const one of document.querySelectorAll('details')) one.open = true";

describe.each(Object.entries(PAGES))('the page of a %s audit', (name, outcome) => {
  it.each<[string, BrowserContextOptions]>([
    ['a screen', {}],
    ['a screen in the dark', { colorScheme: 'dark' }],
    ['a phone', { viewport: { width: 360, height: 740 } }],
    ['a phone in the dark', { viewport: { width: 360, height: 740 }, colorScheme: 'dark' }],
  ])('is accessible and fits on %s', async (_what, options) => {
    const { page } = await browser.open(renderHtml(outcome, edition), options);
    expect(await findings(page)).toEqual([]);
    await page.evaluate(openAll);
    expect(await findings(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    const background = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    const brightness = Math.max(...(background.match(/\d+/g) ?? []).map(Number));
    expect(brightness < 128).toBe(options.colorScheme === 'dark');
    await page.context().close();
  });

  it('is complete without a script and asks nobody for anything', async () => {
    const { page, asked } = await browser.open(renderHtml(outcome, edition), { javaScriptEnabled: false });
    expect(await page.locator('h1').innerText()).toBe(outcome.summary);
    expect(await page.locator('h1').count()).toBe(1);
    const text = (await page.locator('body').textContent()) ?? '';
    for (const probe of outcome.probes) expect(text, name).toContain(probe.evidence);
    for (const { reason, configure } of outcome.notRun) {
      expect(text).toContain(reason);
      expect(text).toContain(configure);
    }
    expect(await page.getByRole('button').count()).toBe(0);
    expect(asked).toEqual([]);
    await page.context().close();
  });

  it('is on paper as it is on a screen: light, with everything open', async () => {
    const options = {
      javaScriptEnabled: false,
      colorScheme: 'dark',
      viewport: { width: 700, height: 1000 },
    } as const;
    const { page } = await browser.open(renderHtml(outcome, edition), options);
    await page.emulateMedia({ media: 'print' });
    const hidden = await page.evaluate<string[]>(
      "[...document.querySelectorAll('main p, main li, main pre, main td')].filter((one) => one.textContent.trim() !== '' && (one.getBoundingClientRect().height === 0 || !one.checkVisibility())).map((one) => one.outerHTML)",
    );
    expect(hidden).toEqual([]);
    const surface = "getComputedStyle(document.querySelector('.card')).backgroundColor";
    expect(await page.evaluate(surface)).toBe('rgb(255, 255, 255)');
    const torn =
      "[...document.querySelectorAll('.probe, .exchange, .strip, .curl')].filter((one) => getComputedStyle(one).breakInside !== 'avoid').length";
    expect(await page.evaluate(torn)).toBe(0);
    await page.context().close();
  });
});
