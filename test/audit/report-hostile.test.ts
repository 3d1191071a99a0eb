import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { renderHtml } from '../../src/audit/report/html/page.ts';
import { renderJunit } from '../../src/audit/report/junit.ts';
import { join } from '../../src/audit/report/join.ts';
import { ATTACKS, hostile } from './support/hostile.ts';
import { failing } from './support/outcomes.ts';
import { ReportBrowser } from './support/report-browser.ts';

let browser: ReportBrowser;
beforeAll(async () => {
  browser = await ReportBrowser.launch();
});
afterAll(() => browser.close());

const evil = ATTACKS.join(' ');
const html = renderHtml(hostile, {
  version: evil,
  plan: evil,
  previous: { ...hostile, probes: hostile.probes.map((probe) => ({ ...probe, verdict: 'pass' as const })) },
  sources: join(hostile, [
    { rule: 'auth-signature-only', file: evil, line: 1, message: evil, level: 'error', certainty: 'proven' },
  ]),
});
/** The page as it would be in a browser that knows no policy: what is left is the escaping. */
const unguarded = html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, '');

const ran = (page: Page): Promise<unknown> => page.evaluate('window.hostile');

/** Moves over everything and focuses everything, for handlers that wait for it. */
async function poke(page: Page): Promise<void> {
  await page.evaluate(
    "for (const one of document.querySelectorAll('*')) { one.dispatchEvent(new MouseEvent('mouseover', { bubbles: true })); one.focus?.(); }",
  );
}

describe('a hostile server', () => {
  it('would run its code in a page that does not escape it: these attacks are real', async () => {
    for (const attack of ATTACKS.filter((one) => one.includes('window.hostile') && one.includes('<s'))) {
      const { page } = await browser.open(`<!doctype html><style></style><p>${attack}</p>`);
      await poke(page);
      expect(await ran(page), attack).toBeDefined();
      await page.context().close();
    }
  });

  it.each([
    ['with the policy of the page', html],
    ['with its escaping alone', unguarded],
  ])('runs nothing in the report and loads nothing into it, %s', async (_how, report) => {
    const { page, asked } = await browser.open(report);
    await poke(page);
    expect(await ran(page)).toBeUndefined();
    expect(asked).toEqual([]);
    await page.context().close();
  });

  it('is kept from running by the policy too, should the escaping ever fail', async () => {
    expect(unguarded).not.toBe(html);
    // A page that sends somebody elsewhere is what no policy of a page can forbid.
    const slip = ATTACKS.filter((one) => !one.includes('http-equiv')).join(' ');
    const slipped = (report: string): string => report.replace('</main>', () => `${slip}</main>`);
    const { page: guarded, asked } = await browser.open(slipped(html));
    await poke(guarded);
    expect(await ran(guarded)).toBeUndefined();
    expect(asked).toEqual([]);
    await guarded.context().close();
    const { page: open } = await browser.open(slipped(unguarded));
    await poke(open);
    expect(await ran(open)).toBeDefined();
    await open.context().close();
  });

  it('adds no element, no handler and no link of its own', async () => {
    const { page } = await browser.open(html);
    const count = (selector: string): Promise<number> => page.locator(selector).count();
    expect(await count('script')).toBe(1);
    expect(await count('style')).toBe(1);
    expect(
      await count('img, iframe, link, base, object, embed, form, meta[http-equiv="refresh"], textarea'),
    ).toBe(0);
    const names = await page.evaluate<string[]>(
      "[...new Set([...document.querySelectorAll('*')].flatMap((one) => one.getAttributeNames()))]",
    );
    expect(names.filter((name) => /^on|^style$|^srcdoc$|^src$|[^a-zA-Z-]/.test(name))).toEqual([]);
    const links = await page.evaluate<string[]>(
      "[...document.querySelectorAll('a')].map((one) => one.getAttribute('href'))",
    );
    expect(links.length).toBeGreaterThan(4);
    for (const link of links)
      expect(link).toMatch(/^(#[\w-]+|https:\/\/(cwe\.mitre\.org|github\.com\/OWASP)\/.*)$/);
    await page.context().close();
  });

  it('cannot break the page: it fits, says all it has to, and hides nothing', async () => {
    for (const viewport of [
      { width: 1280, height: 800 },
      { width: 360, height: 740 },
    ]) {
      const { page } = await browser.open(html, { viewport });
      await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
      expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
      expect(await page.locator('.probe').count()).toBe(3);
      expect(await page.locator('footer').innerText()).toContain('To repeat it');
      const text = await page.evaluate<string>('document.body.textContent');
      expect(text).toContain('⟨U+202E⟩');
      expect(text).toContain('␀');
      expect(text.replaceAll(/[\n\t]/g, '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      await page.context().close();
    }
  });

  it('cannot break the JUnit report either, which a browser reads as XML', async () => {
    const { page } = await browser.open('<!doctype html><title>Nothing</title>');
    const read =
      'text => { const read = new DOMParser().parseFromString(text, "text/xml"); return [read.querySelectorAll("parsererror").length, read.querySelectorAll("testcase").length, read.querySelectorAll("*:not(testsuites, testsuite, testcase, failure, error, skipped, system-out)").length]; }';
    const seen = (xml: string): Promise<unknown> => page.evaluate(`(${read})(${JSON.stringify(xml)})`);
    expect(await seen(renderJunit(hostile))).toEqual([0, 13, 0]);
    expect(await seen('<a>\u0000</a>')).not.toEqual([0, 0, 1]);
    await page.context().close();
  });

  it('cannot make the page endless', () => {
    expect(html.length).toBeLessThan(1_000_000);
    expect(renderHtml(failing, { version: '1' }).length).toBeLessThan(100_000);
  });
});
