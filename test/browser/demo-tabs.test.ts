import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import {
  expectText,
  expectThiefOut,
  logIn,
  logOut,
  note,
  partsOf,
  readable,
  SOON,
  Stage,
} from './demo-page.ts';

const stage = new Stage();

const SECRET = 'The spare key is under the mat.';

async function openSecond(page: Page): Promise<Page> {
  const opened = page.context().waitForEvent('page');
  await page.getByRole('link', { name: 'Open a second tab' }).click();
  return opened;
}

describe('another tab of the demo', () => {
  it.each(['Connected', 'Network cut'])('follows a logout at once: %s', async (plug) => {
    const page = await stage.visit();
    await logIn(page);
    await note(page).fill(SECRET);
    await expectText(partsOf(page).storage, SECRET);
    const second = await openSecond(page);
    await expectText(partsOf(second).you, 'Signed in as alice');
    expect(await note(second).inputValue()).toBe(SECRET);

    await page.getByLabel(plug).check();
    await logOut(page);
    await expectText(partsOf(second).you, 'It was ended from somewhere else');
    await expectText(partsOf(second).log, /tabs\s+another tab has/);
    expect(await readable(second)).not.toContain(SECRET);
    await page.getByLabel('Connected').check();
    await expectThiefOut(page);
    await expectThiefOut(second);
    await expectText(partsOf(second).storage, 'outbox: empty');
  });

  it('follows a login', async () => {
    const page = await stage.visit();
    const second = await openSecond(page);
    await expectText(partsOf(second).you, 'Log in');
    await logIn(page);
    await expectText(partsOf(second).you, 'Signed in as alice');
  });
});

/** Notes what can be read on the pages with something private, in every frame, from `back` on. */
const FILM = `
  addEventListener('pageshow', ({ persisted }) => {
    if (location.pathname !== '/' || !('film' in sessionStorage)) return;
    const shown = (one) => one.value !== '' && one.checkVisibility({ visibilityProperty: true });
    const take = () => {
      // Of what is not drawn at all, innerText is all that there is.
      const drawn = document.documentElement.checkVisibility() ? document.body.innerText : '';
      const text = drawn + [...document.querySelectorAll('textarea')].filter(shown).map((one) => one.value);
      const film = JSON.parse(sessionStorage.film);
      sessionStorage.film = JSON.stringify([...film, { persisted, text }]);
      requestAnimationFrame(take);
    };
    take();
  });
`;

interface Frame {
  /** The page came out of the back/forward cache, as it had been left. */
  readonly persisted: boolean;
  readonly text: string;
}

/** A page with somebody signed in and a note on it. */
async function withNote(): Promise<Page> {
  const context = await stage.visitor();
  await context.addInitScript(FILM);
  const page = await context.newPage();
  await page.goto(stage.url);
  await logIn(page);
  await note(page).fill(SECRET);
  await expectText(partsOf(page).storage, SECRET);
  return page;
}

/** Goes to another page, and waits until it has loaded: what loads after that is something else. */
async function leave(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Leave this page' }).click();
  await page.waitForURL('**/elsewhere');
}

/** Presses Back, and begins to film. */
async function back(page: Page): Promise<void> {
  // Playwright's own waits for a page to load, and this one does not.
  await page.evaluate("sessionStorage.film = '[]'; setTimeout(() => history.back())");
  await expect.poll(() => page.evaluate('location.pathname').catch(() => ''), SOON).toBe('/');
}

function frames(page: Page): Promise<readonly Frame[]> {
  return page.evaluate<readonly Frame[]>('JSON.parse(sessionStorage.film)');
}

describe('the way back to the demo', () => {
  it('shows not a frame of a session that was logged out meanwhile', async () => {
    const page = await withNote();
    await leave(page);
    const reloaded = page.waitForEvent('load');
    await page.getByRole('button', { name: 'Log out' }).click();
    await reloaded;
    await expectText(page.getByRole('main'), 'You are signed out');
    expect(await readable(page)).not.toContain(SECRET);
    await back(page);
    await expectText(partsOf(page).you, 'Log in again');
    const seen = await frames(page);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.filter(({ text }) => /Signed in as|spare key/.test(text))).toEqual([]);
    await expectThiefOut(page);
  });

  it('shows not a frame of a session that the server ended meanwhile', async () => {
    const page = await withNote();
    await leave(page);
    await expectText(page.getByRole('main'), 'You are signed in');
    const [access] = await page.context().cookies();
    const headers = { authorization: `Bearer ${access?.value}` };
    expect((await fetch(`${stage.url}/auth/logout`, { method: 'POST', headers })).status).toBe(200);
    await back(page);
    await expectText(partsOf(page).you, 'It was ended from somewhere else');
    const seen = await frames(page);
    expect(seen.filter(({ persisted }) => persisted).length).toBeGreaterThan(0);
    expect(seen.filter(({ text }) => /Signed in as|spare key/.test(text))).toEqual([]);
    expect(await readable(page)).not.toContain(SECRET);
  });

  it('shows everything again while the session lives', async () => {
    const page = await withNote();
    await leave(page);
    await expectText(page.getByRole('main'), 'You are signed in');
    await back(page);
    await expectText(partsOf(page).you, 'Signed in as alice');
    expect(await note(page).inputValue()).toBe(SECRET);
    const seen = await frames(page);
    expect(seen.filter(({ persisted }) => persisted).length).toBeGreaterThan(0);
    await expect.poll(async () => (await frames(page)).at(-1)?.text, SOON).toContain(SECRET);
    await expectText(partsOf(page).status, '200 OK – still in');
    await logOut(page);
    await expectThiefOut(page);
  });
});
