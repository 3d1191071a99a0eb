import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../tools/node.mjs';
import {
  expectAtLeast,
  expectCount,
  expectText,
  expectThiefOut,
  logIn,
  logOut,
  note,
  partsOf,
  readable,
  Stage,
} from './demo-page.ts';

/** Set to write docs/images/demo.png, the picture of the README. */
const picture = process.env['UPDATE_SCREENSHOT'] ? path.join(root, 'docs/images/demo.png') : undefined;
const stage = new Stage();

const ANY_TOKEN = /eyJ[\w-]{10,}\.|[\w-]{22}\.\d{1,9}\.[\w-]{43}/;

describe('the page of the demo', () => {
  it('explains itself before anybody has logged in', async () => {
    const page = await stage.visit();
    expect(await page.textContent('h1')).toBe('Log out, and a stolen token is dead. Watch.');
    const { you, status, thief, storage } = partsOf(page);
    await expectText(status, 'Waiting for you to log in');
    await expectText(thief, 'no token yet');
    await expectText(storage, 'outbox: empty');
    expect(await you.getByRole('form', { name: 'Log in' }).isVisible()).toBe(true);
    expect(await you.getByRole('button', { name: 'Log out' }).count()).toBe(0);
  });

  it('shows stolen cookies that work until the logout, and never after it', async () => {
    const page = await stage.visit({ deviceScaleFactor: 2 });
    await logIn(page);
    const { you, thief, status, cells, fact, log } = partsOf(page);
    await expectText(thief, /holds eyJhbG….{4}/);
    await expectText(fact('Event stream'), 'open');

    const sessions = you.getByRole('listitem');
    await you.getByRole('button', { name: 'Log in on another device' }).click();
    await expectCount(sessions, 2);
    expect(await sessions.filter({ hasText: 'this one' }).count()).toBe(1);
    await you.getByRole('button', { name: 'Log out other devices' }).click();
    await expectCount(sessions, 1);
    await you.getByRole('button', { name: 'Log in on another device' }).click();
    await you.getByRole('button', { name: 'End the session on' }).click();
    await expectCount(sessions, 1);
    await note(page).fill('The spare key is under the mat.');
    await expectAtLeast(cells('ok'), picture ? 56 : 8);
    expect(await cells('bad').count()).toBe(0);

    const inColour = (): Promise<string> => status.evaluate((one) => getComputedStyle(one).color);
    expect(await inColour()).toBe('rgb(70, 209, 152)');
    await logOut(page);
    await expectThiefOut(page);
    expect(await inColour()).toBe('rgb(255, 116, 125)');
    await expectText(you, /You are signed out.*the server has confirmed/s);
    await expectText(fact('from your click'), /^[\d.]+ m?s$/);
    await expectAtLeast(cells('bad'), picture ? 28 : 5);
    expect(await thief.locator('.revoked ~ .ok').count()).toBe(0);
    // The order that makes the logout hold whatever fails after the first line.
    await expectText(log, /outbox.*send\s+POST \/auth\/logout.*tombstone.*tabs.*reset.*purge/s);
    await expectText(log, /answer\s+200.*report\s+here: clean; the server: revoked/s);
    if (picture) await page.screenshot({ path: picture });
  });

  it('keeps nothing that a script could use, and after the logout nothing at all of yours', async () => {
    const page = await stage.visit();
    await logIn(page);
    await note(page).fill('The spare key is under the mat.');
    await expectText(partsOf(page).storage, 'The spare key is under the mat.');
    expect(await readable(page)).not.toMatch(ANY_TOKEN);
    const { ticket } = await page.evaluate<{ ticket: string }>(
      "JSON.parse(localStorage.getItem('curfew:demo'))",
    );
    expect(ticket).toMatch(/^.{20,}$/);
    const cookies = await page.context().cookies();
    expect(cookies.map(({ name, httpOnly, secure }) => [name, httpOnly, secure])).toEqual([
      ['__Host-curfew-demo', true, true],
      ['__Host-curfew-demo-refresh', true, true],
    ]);

    await logOut(page);
    await expectText(partsOf(page).you, 'You are signed out');
    await expectThiefOut(page);
    const after = await readable(page);
    expect(after).not.toContain('spare key');
    expect(after).not.toContain(ticket);
    expect(await page.evaluate('Object.keys(localStorage)')).toEqual(['curfew:demo:epoch']);
    expect(await page.context().cookies()).toEqual([]);
  });

  it('stays signed in over a reload, and stays signed out over one', async () => {
    const page = await stage.visit();
    await logIn(page);
    await note(page).fill('The spare key is under the mat.');
    await expectText(partsOf(page).storage, 'The spare key is under the mat.');
    await page.reload();
    await expectText(partsOf(page).you, 'Signed in as alice');
    expect(await note(page).inputValue()).toBe('The spare key is under the mat.');
    await logOut(page);
    await expectText(partsOf(page).you, 'You are signed out');
    await page.reload();
    await expectText(partsOf(page).you, 'Log in again');
    await logIn(page);
    expect(await note(page).inputValue()).toBe('');
  });

  it('begins anew with the next login', async () => {
    const page = await stage.visit();
    await logIn(page);
    await logOut(page);
    await expectThiefOut(page);
    await logIn(page, 'bob');
    const { cells, fact } = partsOf(page);
    expect(await cells('bad').count()).toBe(0);
    await expectText(fact('accepted after'), '–');
    await expectText(fact('Refresh token'), '–');
  });

  it('shows a logout that happened in another browser', async () => {
    const [here, there] = [await stage.visit(), await stage.visit()];
    await logIn(here, 'bob');
    await logIn(there, 'bob');
    await partsOf(there).you.getByRole('button', { name: 'Log out everywhere' }).click();
    await expectThiefOut(there);
    await expectThiefOut(here);
    await expectText(partsOf(here).you, 'ended from somewhere else');
  });

  it('says when the password is wrong', async () => {
    const page = await stage.visit();
    const { you } = partsOf(page);
    await you.getByRole('button', { name: 'Log in', exact: true }).click();
    await expectText(you.getByRole('alert'), 'Choose one of the two accounts');
    await you.getByLabel('Name').fill('alice');
    await you.getByLabel('Password').fill('battery-staple');
    await you.getByRole('button', { name: 'Log in', exact: true }).click();
    await expectText(you.getByRole('alert'), 'The name or the password is wrong.');
  });

  it('needs no mouse', async () => {
    const page = await stage.visit();
    const { keyboard } = page;
    const tabTo = async (name: string): Promise<void> => {
      const focused = page.getByRole('button', { name, exact: true }).and(page.locator(':focus'));
      for (let press = 0; press < 20; press += 1) {
        await keyboard.press('Tab');
        if ((await focused.count()) === 1) return;
      }
      expect.fail(`twenty presses of Tab did not reach ${name}`);
    };
    await tabTo('alice correct-horse');
    await keyboard.press('Enter');
    await keyboard.press('Enter');
    await expectText(partsOf(page).you, 'Signed in as alice');
    await tabTo('Log out');
    await keyboard.press('Enter');
    await expectThiefOut(page);
    // A screen reader goes on from what became of the logout.
    expect(await page.locator(':focus').innerText()).toMatch('You are signed out');
  });
});
