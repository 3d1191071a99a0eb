import { describe, expect, it } from 'vitest';
import { statusOfMe } from './demo-client.ts';
import {
  expectAtLeast,
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

describe('the plug of the demo', () => {
  it('is pulled: the logout holds here at once, waits without a token, and is delivered later', async () => {
    const page = await stage.visit();
    await logIn(page);
    await note(page).fill('The spare key is under the mat.');
    await expectText(partsOf(page).storage, 'The spare key is under the mat.');
    await page.getByLabel('Network cut').check();
    await logOut(page);

    const { you, status, storage, cells, fact } = partsOf(page);
    await expectText(you, /You are signed out here.*queued/s);
    await expectText(storage, 'outbox: 1 waiting');
    expect(await page.context().cookies()).toHaveLength(2);
    const kept = await readable(page);
    expect(kept).toContain('ticket');
    expect(kept).not.toMatch(/spare key|eyJ[\w-]{10,}\.|[\w-]{22}\.\d{1,9}\.[\w-]{43}/);

    // The cookies are still there, and so is the thief: only the server can end those. The page stays signed out.
    await page.reload();
    await expectText(you, 'You are signed out here');
    await expectText(status, '200 OK – still in');
    await expectText(partsOf(page).thief, 'the server has not heard of it yet');
    expect(await cells('bad').count()).toBe(0);

    await page.getByLabel('Connected').check();
    await expectThiefOut(page);
    await expectText(you, /Delivered.*revoked, later/s);
    await expectText(storage, 'outbox: empty');
    await expectText(fact('from your click'), /^[\d.]+ m?s$/);
    await page.reload();
    await expectText(you, 'Log in again');
  });

  it('signs nobody out by an outage', async () => {
    const page = await stage.visit();
    await logIn(page);
    await page.getByLabel('Server down').check();
    const { you, status, cells } = partsOf(page);
    await expectText(status, '503 – unknown');
    // Three looks at the sessions, each refused with 503.
    for (let look = 0; look < 3; look += 1) {
      await page.waitForResponse(
        (response) => response.url().endsWith('/auth/sessions') && response.status() === 503,
      );
    }
    await you.getByRole('button', { name: 'Log out everywhere' }).click();
    await expectText(you.getByRole('alert'), 'The server could not do it');
    await expectText(you, 'Signed in as alice');
    await page.getByLabel('Connected').check();
    await expectText(status, '200 OK – still in');
    expect(await cells('bad').count()).toBe(0);

    await page.getByLabel('Server down').check();
    await expectText(status, '503 – unknown');
    await logOut(page);
    await expectText(you, /You are signed out here.*queued/s);
    await page.getByLabel('Connected').check();
    await expectThiefOut(page);
  });

  it('waits for no slow server before the browser is clean', async () => {
    const page = await stage.visit();
    await logIn(page);
    await note(page).fill('The spare key is under the mat.');
    await expectText(partsOf(page).storage, 'The spare key is under the mat.');
    await page.getByLabel('Slow server').check();
    await logOut(page);
    const { you, storage, status } = partsOf(page);
    await expectText(you, 'Telling the server');
    await expectText(storage, 'outbox: 1 waiting');
    expect(await page.evaluate('Object.keys(localStorage).toSorted()')).toEqual([
      'curfew:demo:epoch',
      'curfew:demo:outbox',
    ]);
    await expectText(status, '200 OK – still in');
    await page.getByLabel('Connected').check();
    await expectText(you, /You are signed out.*the server has confirmed/s);
    await expectThiefOut(page);
  });

  it('may be the whole server: whoever opens the page again delivers', async () => {
    const database = await stage.demos.database();
    const own = await stage.demos.start(database);
    const page = await stage.visit({}, own.url);
    await logIn(page);
    const [access] = await page.context().cookies();
    const stolen = { accessToken: access?.value ?? '' };
    await own.stop();
    await expectText(partsOf(page).you, 'Signed in as alice');
    await logOut(page);
    // Whatever else that page would do, it is gone; it may be on its way to the server that is not there.
    const leave = (): Promise<boolean> =>
      page.goto('about:blank').then(
        () => true,
        () => false,
      );
    await expect.poll(leave, SOON).toBe(true);

    const again = await stage.demos.start(database, own.port);
    expect(await statusOfMe(again.url, stolen)).toBe(200);
    await page.goto(again.url);
    await expectText(partsOf(page).you, 'Log in again');
    await expectText(partsOf(page).storage, 'outbox: empty');
    expect(await statusOfMe(again.url, stolen)).toBe(401);
  });

  it('does not say that it is in before the server has said where it is', async () => {
    const page = await stage.visit();
    await stage.turn('down');
    await page.route('**/demo/events*', () => undefined);
    await page.reload();
    const connected = page.getByLabel('Connected');
    expect(await connected.isChecked()).toBe(false);
    const turned = page.waitForRequest('**/demo/plug');
    await connected.check();
    expect((await turned).postDataJSON()).toEqual({ position: 'in' });
  });

  it('is the same plug on every page that shows it', async () => {
    const [here, there] = [await stage.visit(), await stage.visit()];
    await here.getByLabel('Network cut').check();
    await expect.poll(() => there.getByLabel('Network cut').isChecked(), SOON).toBe(true);
    await partsOf(there).you.getByRole('button', { name: 'alice' }).click();
    await partsOf(there).you.getByRole('button', { name: 'Log in', exact: true }).click();
    await expectText(partsOf(there).you.getByRole('alert'), 'The server cannot be reached');
    await here.getByLabel('Connected').check();
    await logIn(there);
    await expectAtLeast(partsOf(there).cells('ok'), 1);
  });
});
