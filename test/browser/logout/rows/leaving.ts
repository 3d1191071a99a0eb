import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { pageOf } from '../../../support/browser/chromium.ts';
import type { Profile } from '../../../support/browser/tab.ts';
import type { Row } from '../row.ts';
import { disk, EMAIL, hasToken, logout, memory, reload, signedIn, type Scene } from '../scene.ts';

const NEVER_TOLD = 'still alive at the server';
const BACK = 'signed in again in a new tab';

/** As long as a request may take to a server that is a little away. */
const aLittleAway = (): Promise<unknown> => pause(300);

/** A tab of the application that its own script can close. */
async function closable(scene: Scene, opener: Page, path: string): Promise<Page> {
  const opened = opener.waitForEvent('popup');
  await opener.evaluate((url) => void open(url), scene.server.url + path);
  const page = await opened;
  await page.waitForFunction(() => 'app' in window);
  await page.evaluate(async () => {
    await window.app.ready;
    await window.app.login('alice');
  });
  return page;
}

/** Logs out and is gone before anything else can run. */
async function logoutAndClose(page: Page): Promise<void> {
  const closed = page.waitForEvent('close');
  await page.evaluate(() => {
    setTimeout(() => {
      void window.app.logout();
      window.close();
    });
  });
  await closed;
}

export const closedAtOnce: Row = {
  number: 4,
  name: 'The tab is closed in the same tick',
  usual: [BACK],
  async run(scene) {
    const profile = await scene.profile();
    scene.server.faults.set('POST /auth/logout', { before: aLittleAway });
    const opener = pageOf(await scene.tab('/about', profile));
    await logoutAndClose(await closable(scene, opener, '/app'));
    const next = await scene.tab('/app', profile);
    scene.note(BACK, await signedIn(next));
    scene.note('e-mail in a new tab', JSON.stringify(await memory(next)).includes(EMAIL));
    const stored = await disk(next);
    scene.note('something on the disk in a new tab', stored.includes(EMAIL) || hasToken(stored));
    scene.note(NEVER_TOLD, !(await scene.comesTrue(async () => !(await scene.aliveAtServer()))));
  },
};

export const serverDown: Row = {
  number: 5,
  name: 'The server is down at the logout, and comes back',
  usual: [NEVER_TOLD],
  firefox: 'comparison',
  async run(scene) {
    const { server } = scene;
    const profile = await scene.profile();
    await profile.addInitScript(() => {
      const written: string[] = [];
      Object.assign(window, { written });
      const { setItem } = Storage.prototype;
      Storage.prototype.setItem = function keep(key, value): void {
        if (key.endsWith(':outbox')) written.push(value);
        setItem.call(this, key, value);
      };
    });
    const page = await scene.signedIn('/app', profile);
    await server.down();
    await logout(page);
    await server.up();
    scene.note(NEVER_TOLD, !(await scene.comesTrue(async () => !(await scene.aliveAtServer()), 2_000)));
    const outbox = (): Promise<string | null> =>
      page.evaluate(() => localStorage.getItem('curfew:acme:outbox'));
    const emptied = await scene.comesTrue(async () => /^(\[\])?$/.test((await outbox()) ?? ''));
    scene.note('something left in the outbox', !emptied);
    const written = await page.evaluate(() => (window as unknown as { written: string[] }).written);
    if (scene.app === 'curfew') {
      scene.note('nothing was ever queued', !written.some((value) => value.includes('ticket')));
      const told = server.faults.of('POST /auth/logout').length;
      scene.note('not told exactly once', told !== 1);
    }
    scene.note('a token in the outbox', written.some(hasToken));
    await reload(page);
    scene.note('signed in after a reload', (await signedIn(page)) || hasToken(await disk(page)));
  },
};

export const crossOrigin: Row = {
  number: 12,
  name: 'A server of another origin, and the tab is closed at once',
  usual: [],
  firefox: 'comparison',
  async run(scene) {
    const { server } = scene;
    const arrived = (): number => server.faults.of('POST /auth/logout').length;
    // A preflight has to go there and back.
    server.faults.set('OPTIONS /auth/logout', { before: aLittleAway });
    const tries = scene.app === 'usual' ? 3 : 8;
    let profile: Profile | undefined;
    for (let at = 0; at < tries; at += 1) {
      // Who has asked before knows the answer to the preflight.
      if (at === 0 || scene.app === 'usual') profile = await scene.profile();
      const page = await scene.signedIn(`/app?server=${encodeURIComponent(server.elsewhere)}`, profile);
      const began = page.evaluate(() => void window.app.logout()).catch(() => undefined);
      await page.close();
      await began;
    }
    await scene.comesTrue(() => arrived() >= tries);
    for (let at = 0; at < tries; at += 1) scene.note('the logout never arrived', arrived() <= at);
  },
};
