import axe from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectText, expectThiefOut, logIn, logOut, partsOf, Stage } from './demo-page.ts';

const stage = new Stage();

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

function fits(page: Page): Promise<boolean> {
  return page.evaluate<boolean>('document.documentElement.scrollWidth <= window.innerWidth');
}

async function brightness(page: Page): Promise<number> {
  const background = await page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
  return Math.max(...(background.match(/\d+/g) ?? []).map(Number));
}

const PHONE = { viewport: { width: 390, height: 844 } };

describe('the looks of the demo', () => {
  it.each([
    ['a screen', {}],
    ['a screen in the dark', { colorScheme: 'dark' as const }],
    ['a phone', PHONE],
    ['a phone in the dark', { ...PHONE, colorScheme: 'dark' as const }],
    ['a narrow phone', { viewport: { width: 320, height: 640 } }],
    ['a tablet', { viewport: { width: 820, height: 1180 } }],
  ])('are accessible and fit on %s', async (_what, options: BrowserContextOptions) => {
    const page = await stage.visit(options);
    const look = async (): Promise<void> => {
      expect(await findings(page)).toEqual([]);
      expect(await fits(page)).toBe(true);
    };
    await expectText(partsOf(page).you, 'Log in');
    expect((await brightness(page)) < 128).toBe(options.colorScheme === 'dark');
    await look();
    await logIn(page);
    await partsOf(page).you.getByRole('button', { name: 'Log in on another device' }).click();
    await expectText(partsOf(page).you, 'Phone');
    await look();
    await page.getByLabel('Network cut').check();
    await logOut(page);
    await expectText(partsOf(page).you, /signed out here.*queued/s);
    await look();
    await page.getByLabel('Connected').check();
    await expectThiefOut(page);
    await look();
    await page.goto(`${stage.url}/elsewhere`);
    await expectText(page.getByRole('main'), 'You are signed out');
    await look();
  });

  it('are light or dark as somebody chooses, also after a logout', async () => {
    const page = await stage.visit({ colorScheme: 'light' });
    await page.getByRole('button', { name: 'Switch to dark' }).click();
    await logIn(page);
    await logOut(page);
    await expectThiefOut(page);
    expect(await brightness(page)).toBeLessThan(128);
    await page.getByRole('button', { name: 'Switch to light' }).click();
    expect(await brightness(page)).toBeGreaterThan(128);
  });

  it('move nothing for who wants no motion', async () => {
    const page = await stage.visit({ reducedMotion: 'reduce' });
    await expectText(partsOf(page).you, 'Log in');
    const moving =
      "[...document.querySelectorAll('*')].filter((one) => getComputedStyle(one).transitionProperty !== 'none').length";
    expect(await page.evaluate(moving)).toBe(0);
  });
});
