import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../support/browser/chromium.ts';
import type { DrivenBrowser, Tab } from '../../support/browser/tab.ts';
import { film, redFrames } from '../logout/film.ts';
import { COOKIES, login, Scene, type Asked } from './scene.ts';

const CHECK = 'GET /bff/session';
/** What only those may see who are signed in is red, in as many ways as there are to show it. */
const SECRET = `<style>
  html { transition: all 400ms; } * { transition: visibility 400ms; }
  .red { position: fixed; background: rgb(255, 0, 0); visibility: visible; width: 50%; height: 50%; }
</style>
<div class="red" style="left: 0; top: 0"></div>
<div id="host"></div>
<div id="inner" style="height: 80px; overflow: scroll"><div style="height: 900px"></div></div>
<div style="height: 3000px"></div>
<script>
  host.attachShadow({ mode: 'open' }).innerHTML =
    '<div style="position: fixed; left: 50%; top: 0; width: 50%; height: 50%; background: rgb(255, 0, 0); visibility: visible"></div>';
  addEventListener('pageshow', (event) => (window.kept = event.persisted));
</script>`;
const DIALOG = `${SECRET}<dialog style="background: rgb(255, 0, 0); width: 80%; height: 80%"></dialog>
<script>document.querySelector('dialog').showModal();</script>`;

let browser: DrivenBrowser;

beforeAll(async () => {
  browser = await launchChromium();
}, 120_000);
afterAll(() => browser?.close());

/** Signs in on a page with a secret, and leaves it. */
async function left(scene: Scene, options: Asked = COOKIES): Promise<Tab> {
  const tab = await scene.tab(options);
  await login(tab, 'alice', '/bff');
  await tab.evaluate(() => {
    document.documentElement.setAttribute('style', 'color: rgb(1, 2, 3)');
    scrollTo({ top: 400, behavior: 'instant' });
    document.querySelector('#inner')?.scrollTo({ top: 300, behavior: 'instant' });
  });
  await tab.goto(`${scene.server.url}/about`);
  return tab;
}

async function back(tab: Tab): Promise<void> {
  await tab.evaluate(() => void setTimeout(() => history.back()));
  await tab.waitForFunction(() => location.pathname === '/app' && 'kept' in window, undefined);
}

function isHidden(tab: Tab): Promise<boolean> {
  return tab.evaluate(() => getComputedStyle(document.documentElement).display === 'none');
}

async function untilShown(tab: Tab): Promise<void> {
  await tab.waitForFunction(() => getComputedStyle(document.documentElement).display === 'block', undefined);
}

/** Resolves when the tab has drawn that many frames. */
async function drawn(tab: Tab, frames: number): Promise<void> {
  await tab.evaluate(async (count) => {
    for (let at = 0; at < count; at += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  }, frames);
}

/** Whether the page is one that had been kept, and not one that was loaded anew. */
function wasKept(tab: Tab): Promise<boolean> {
  return tab.evaluate(() => Reflect.get(window, 'kept') === true);
}

describe('a page that comes back from the back/forward cache', () => {
  it('is shown again, as it was, when the server says that the session lives', async () => {
    await using scene = await Scene.open(browser, {}, SECRET);
    const tab = await left(scene);
    const release = scene.server.faults.holdAnswers(CHECK);
    await back(tab);
    await scene.server.faults.arrived(CHECK);
    expect([await wasKept(tab), await isHidden(tab)]).toEqual([true, true]);
    release();
    await untilShown(tab);
    expect(await tab.evaluate(() => document.documentElement.getAttribute('style'))).toBe(
      'color: rgb(1, 2, 3);',
    );
    expect(await tab.evaluate(() => [scrollY, document.querySelector('#inner')?.scrollTop])).toEqual([
      400, 300,
    ]);
    expect(await tab.evaluate(() => window.page.reports)).toEqual([]);
  });

  it.each([
    ['says that it cannot tell', 503],
    ['breaks the connection', 'drop'],
  ] as const)('is shown again when the server %s', async (_, fault) => {
    await using scene = await Scene.open(browser, {}, SECRET);
    const tab = await left(scene);
    scene.server.faults.set(CHECK, fault);
    await back(tab);
    await untilShown(tab);
    expect(await wasKept(tab)).toBe(true);
    expect(await tab.evaluate(() => window.page.session.signedIn)).toBe(true);
  });

  it('is shown again where nobody is asked', async () => {
    await using scene = await Scene.open(browser, {}, SECRET);
    const tab = await left(scene, { ...COOKIES, check: false });
    await back(tab);
    await untilShown(tab);
    expect([await wasKept(tab), scene.server.faults.of(CHECK).length]).toEqual([true, 0]);
  });

  it.each([
    ['shown in every way', SECRET],
    ['in a modal dialog', DIALOG],
  ])('shows no frame with a secret %s once the session is over, and begins anew', async (_, html) => {
    await using scene = await Scene.open(browser, {}, html);
    const tab = await left(scene);
    await scene.server.curfew.revoke({ subject: 'alice' });
    const release = scene.server.faults.holdAnswers(CHECK);
    await back(tab);
    await scene.server.faults.arrived(CHECK);
    expect(await wasKept(tab)).toBe(true);
    // What the browser itself has left over of the page may be seen until the page draws.
    await drawn(tab, 2);
    await using taken = await film(tab);
    await drawn(tab, 40);
    release();
    await tab.waitForFunction(() => window.page.reports.length === 1, undefined);
    expect(await isHidden(tab)).toBe(true);
    const reports = await tab.evaluate(() => window.page.reports);
    expect(reports.map((one) => JSON.parse(one) as object)).toEqual([
      { local: 'clean', server: 'none', remote: true, errors: [] },
    ]);
    expect(taken.frames.length).toBeGreaterThan(0);
    expect(await redFrames(tab, taken.frames)).toBe(0);
    // Nobody has navigated in `onSignedOut`: the page starts anew, for somebody who is signed out.
    await tab.waitForFunction(() => Reflect.get(window, 'kept') === false, undefined);
    expect(await tab.evaluate(() => window.page.session.signedIn)).toBe(false);
  });

  it('starts anew when it was left by somebody who had signed out', async () => {
    await using scene = await Scene.open(browser, {}, SECRET);
    const tab = await scene.tab(COOKIES);
    await login(tab, 'alice', '/bff');
    await tab.evaluate(() => window.page.session.logout());
    await tab.goto(`${scene.server.url}/about`);
    await back(tab);
    expect([await wasKept(tab), await isHidden(tab)]).toEqual([true, true]);
    await tab.waitForFunction(() => Reflect.get(window, 'kept') === false, undefined);
  });

  it.each([
    ['of somebody who has not signed in', COOKIES, false],
    ['with veil: false', { ...COOKIES, veil: false }, true],
  ])('is never hidden when it is %s', async (_, options, signIn) => {
    await using scene = await Scene.open(browser, {}, SECRET);
    const tab = await scene.tab(options);
    if (signIn) await login(tab, 'alice', '/bff');
    await tab.goto(`${scene.server.url}/about`);
    await back(tab);
    expect([await wasKept(tab), await isHidden(tab)]).toEqual([true, false]);
    expect(scene.server.faults.of(CHECK)).toEqual([]);
  });
});
