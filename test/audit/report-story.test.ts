import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { curlOf } from '../../src/audit/report/curl.ts';
import { renderHtml } from '../../src/audit/report/html/page.ts';
import { edition } from './support/edition.ts';
import { failing, inconclusive } from './support/outcomes.ts';
import { ReportBrowser } from './support/report-browser.ts';

let browser: ReportBrowser;
beforeAll(async () => {
  browser = await ReportBrowser.launch();
});
afterAll(() => browser.close());

describe('the page of a failing audit', () => {
  it('tells the whole story of a failure', async () => {
    const { page } = await browser.open(renderHtml(failing, edition));
    const card = page.locator('#P01');
    const said = (await card.innerText()).replaceAll(/\s+/g, ' ');
    for (const part of [
      'still opened /users/me',
      'Worst case 15 minutes',
      'Before the logout',
      'After the logout',
      '200 accepted',
      'Authorization: Bearer $ACCESS',
      'src/guard.ts:31',
      'auth-signature-only',
      'not certain',
      'Check on every request',
      'CWE-613 Insufficient session expiration',
      'ASVS 7.4.1 After a logout',
    ]) {
      expect(said).toContain(part);
    }
    await page.context().close();
  });

  it('draws what happened, each step with its words', async () => {
    const { page } = await browser.open(renderHtml(failing, edition));
    const steps = await page.locator('.strip li').allInnerTexts();
    expect(steps.map((step) => step.replaceAll(/\s+/g, ' '))).toEqual([
      '200 ms Login',
      '420 ms access token, before the logout open',
      '1 s Logout',
      '1 s access token, right after still open',
      '1.1 s refresh token, right after refused',
      '1.1 s cookie session, right after unclear',
      '6 s – 31 s access token, 5 s after × 2 still open',
      'Worst case 15 minutes',
    ]);
    const ways = "[...document.querySelectorAll('.strip .rail')].map((one) => one.dataset.tone ?? 'end')";
    // What is refused meanwhile makes nothing good: the access token is open all the time.
    expect(await page.evaluate(ways)).toEqual([
      'expected',
      'expected',
      'bad',
      'bad',
      'bad',
      'bad',
      'bad',
      'end',
    ]);
    await page.context().close();
  });

  it('says what has changed since the last run', async () => {
    const { page } = await browser.open(renderHtml(failing, edition));
    const rows = await page.locator('#trend li').allInnerTexts();
    expect(rows.map((row) => row.replaceAll(/\s+/g, ' '))).toEqual([
      'new P01 replay, P02 time to death',
      'no longer known P05 race',
    ]);
    await page.context().close();
  });

  it('has a table in which every cell belongs to a credential and a moment', async () => {
    const { page } = await browser.open(renderHtml(failing, edition));
    const row = page.getByRole('row', { name: /^access token ○?/ }).first();
    expect((await row.innerText()).replaceAll(/\s+/g, ' ')).toBe(
      'access token open still open 5 s after still open',
    );
    await page.context().close();
  });

  it('can be used with a keyboard: a number leads to its probes, and opens them', async () => {
    const { page } = await browser.open(renderHtml(failing, edition));
    const passed = page.locator('#passed details');
    expect(await passed.getAttribute('open')).toBeNull();
    await page.getByRole('link', { name: /7\s*passed/ }).press('Enter');
    await page.locator('#passed details[open]').waitFor();
    await passed.locator('summary').press('Enter');
    await page.locator('#passed details:not([open])').waitFor();
    await page.context().close();
  });

  it('copies the command', async () => {
    const permissions = ['clipboard-read', 'clipboard-write'];
    const { page } = await browser.open(renderHtml(failing, edition), { permissions });
    await page.locator('#P01').getByRole('button', { name: 'Copy' }).click();
    await page.locator('#P01').getByRole('button', { name: 'Copied' }).waitFor();
    const last = failing.probes[0]?.exchanges.at(-1)?.exchange;
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(last && curlOf(last).command);
    await page.context().close();
  });
});

describe('the page of an audit that could not judge', () => {
  it('begins with what to configure, and shows the three answers', async () => {
    const { page } = await browser.open(renderHtml(inconclusive, edition));
    expect(await page.locator('main > section').first().getAttribute('id')).toBe('not-run');
    expect(await page.getByText('Give me: another URL').isVisible()).toBe(true);
    expect(await page.getByText('A garbage token').isVisible()).toBe(true);
    await page.context().close();
  });
});
