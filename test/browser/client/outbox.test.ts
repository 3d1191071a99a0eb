import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secretsIn } from '../../../tools/secrets.mjs';
import { launchChromium, openProfile, pageOf } from '../../support/browser/chromium.ts';
import type { DrivenBrowser, Tab } from '../../support/browser/tab.ts';
import { until } from '../../support/until.ts';
import {
  ask,
  COOKIES,
  disk,
  idIn,
  LOCAL,
  login,
  Scene,
  untilIn,
  untilReported,
  type Asked,
} from './scene.ts';

const LOGOUT = 'POST /auth/logout';
const BFF_LOGOUT = 'POST /bff/logout';
const OUTBOX = 'curfew:curfew:outbox';
let browser: DrivenBrowser;

beforeAll(async () => {
  browser = await launchChromium();
}, 120_000);
afterAll(() => browser?.close());

/** A tab that may close itself, since a script has opened it. */
async function opened(scene: Scene, options: Asked = LOCAL): Promise<Tab> {
  const opener = await scene.profile.newPage();
  await opener.goto(`${scene.server.url}/about`);
  const popup = pageOf(opener).waitForEvent('popup');
  await opener.evaluate((url) => void window.open(url), scene.address(options));
  const page = await popup;
  await page.waitForFunction(() => 'page' in window);
  return page;
}

function closed(tab: Tab): Promise<unknown> {
  return pageOf(tab).waitForEvent('close');
}

function logOutAndClose(): void {
  void window.page.session.logout();
  window.close();
}

/** From now on the page does not get round to trying again by itself. */
function withoutTimers(tab: Tab): Promise<unknown> {
  return tab.evaluate(() => {
    window.setTimeout = (() => 0) as unknown as typeof setTimeout;
  });
}

function logout(tab: Tab): Promise<object> {
  return tab.evaluate(() => window.page.session.logout());
}

/** Nothing in `localStorage` but what may be there when nobody is signed in: no token, whatever is in the outbox. */
async function expectNoToken(tab: Tab): Promise<void> {
  const text = Object.values(await disk(tab)).join('\n');
  expect(secretsIn(text).filter((found) => found.includes(' token '))).toEqual([]);
}

async function untilEmpty(tab: Tab): Promise<void> {
  await tab.waitForFunction((key) => localStorage.getItem(key) === null, OUTBOX);
}

/** As the browser says when a network comes back. */
function online(tab: Tab): Promise<unknown> {
  return tab.evaluate(() => dispatchEvent(new Event('online')));
}

describe('a logout', () => {
  it('is in the outbox before it is sent, and sent before anything is cleaned', async () => {
    await using scene = await Scene.open(browser);
    const tab = await scene.tab(LOCAL);
    const id = await login(tab);
    const order = await tab.evaluate(async () => {
      const { session } = window.page;
      const seen: string[] = [];
      const look = (what: string): void => {
        const keys = Object.keys(localStorage).map((key) => key.slice('curfew:curfew'.length));
        seen.push(`${what} ${keys.toSorted().join(' ')}`);
      };
      const { fetch: real } = globalThis;
      globalThis.fetch = (input, init) => {
        look(`fetch ${init?.method} ${String(init?.credentials)}`);
        return real(input, init);
      };
      session.signal.addEventListener('abort', () => look('abort'));
      session.clears({ name: 'one', reset: () => look('reset'), purge: () => look('purge') });
      session.subscribe(() => look('listener'));
      const done = session.logout();
      look(`returned ${session.signedIn}`);
      await done;
      look('done');
      return seen;
    });
    expect(order).toEqual([
      'fetch POST include  :epoch :outbox',
      'abort :epoch :outbox',
      'reset :epoch :outbox',
      'purge :epoch :outbox',
      'listener :epoch :outbox',
      'returned false :epoch :outbox',
      'done :epoch',
    ]);
    expect(await scene.sessionsOf('alice')).not.toContain(id);
  });

  it('while the server is down is told once it is up, with no token kept for it', async () => {
    await using scene = await Scene.open(browser);
    const tab = await scene.tab(LOCAL);
    await login(tab);
    await withoutTimers(tab);
    await scene.server.down();
    expect(await logout(tab)).toEqual({ local: 'clean', server: 'queued', remote: false, errors: [] });
    await expectNoToken(tab);
    const [entry] = JSON.parse((await disk(tab))[OUTBOX] ?? '[]') as object[];
    expect(Object.keys(entry ?? {}).toSorted()).toEqual(['id', 'ticket', 'until', 'url']);
    await scene.server.up();
    expect(await scene.sessionsOf('alice')).toHaveLength(1);
    await online(tab);
    await untilEmpty(tab);
    expect(await scene.sessionsOf('alice')).toEqual([]);
  });

  it('is told again by itself, until the server has recorded it', async () => {
    await using scene = await Scene.open(browser);
    const tab = await scene.tab(LOCAL);
    await login(tab);
    scene.server.faults.set(LOGOUT, 503);
    expect(await logout(tab)).toMatchObject({ server: 'queued' });
    await scene.server.faults.arrived(LOGOUT, 3);
    expect(await scene.sessionsOf('alice')).toHaveLength(1);
    scene.server.faults.set(LOGOUT, undefined);
    await untilEmpty(tab);
    expect(await scene.sessionsOf('alice')).toEqual([]);
  });

  it('is told by one of the tabs that see the network come back', async () => {
    await using scene = await Scene.open(browser);
    const tabs = [await scene.tab(LOCAL), await scene.tab(LOCAL), await scene.tab(LOCAL)];
    const [first] = tabs as [Tab];
    const id = await login(first);
    for (const tab of tabs) await untilIn(tab, id);
    await scene.server.down();
    await logout(first);
    await scene.server.up();
    await Promise.all(tabs.map(online));
    await untilEmpty(first);
    expect(scene.server.faults.of(LOGOUT)).toHaveLength(1);
  });

  it.each(['hang', 'drop'] as const)(
    'is one when the tab is closed in the same tick, and its request would %s',
    async (fault) => {
      await using scene = await Scene.open(browser);
      const tab = await opened(scene);
      await login(tab);
      scene.server.faults.set(LOGOUT, fault);
      await Promise.all([closed(tab), tab.evaluate(logOutAndClose).catch(() => undefined)]);
      scene.server.faults.set(LOGOUT, undefined);
      const next = await scene.tab(LOCAL);
      expect(await idIn(next)).toBeUndefined();
      await untilEmpty(next);
      expect(await scene.sessionsOf('alice')).toEqual([]);
    },
  );

  it('arrives from a tab that is closed in the same tick', async () => {
    await using scene = await Scene.open(browser);
    const ids: string[] = [];
    for (const who of ['alice', 'bob', 'carol', 'dave']) {
      const tab = await opened(scene, { ...LOCAL, name: who });
      ids.push(await login(tab, who));
      await Promise.all([closed(tab), tab.evaluate(logOutAndClose).catch(() => undefined)]);
      await scene.untilGone(who);
    }
    expect(ids).toHaveLength(4);
  });

  it('that failed is told by its page before that is gone', async () => {
    await using scene = await Scene.open(browser);
    const tab = await opened(scene);
    await login(tab);
    scene.server.faults.set(LOGOUT, 'drop');
    await withoutTimers(tab);
    await logout(tab);
    scene.server.faults.set(LOGOUT, undefined);
    await Promise.all([closed(tab), tab.evaluate(() => window.close()).catch(() => undefined)]);
    await scene.untilGone('alice');
    expect(scene.server.faults.of(LOGOUT).at(-1)?.status).toBe(200);
  });

  it('outlives the browser', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'curfew-profile-'));
    try {
      await using scene = await Scene.open(await openProfile(folder));
      const tab = await scene.tab(LOCAL);
      await login(tab);
      await scene.server.down();
      expect(await logout(tab)).toMatchObject({ server: 'queued' });
      await scene.reopen(() => openProfile(folder));
      await scene.server.up();
      const next = await scene.tab(LOCAL);
      expect(await idIn(next)).toBeUndefined();
      await untilEmpty(next);
      expect(await scene.sessionsOf('alice')).toEqual([]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('a logout of cookies that the server did not record', () => {
  it('leaves somebody signed out, though the cookies would still do', async () => {
    await using scene = await Scene.open(browser);
    const tab = await scene.tab(COOKIES);
    await login(tab, 'alice', '/bff');
    scene.server.faults.set(BFF_LOGOUT, 503);
    await logout(tab);
    const next = await scene.tab(COOKIES);
    expect(await next.evaluate(() => fetch('/api/me').then(({ status }) => status))).toBe(200);
    expect(await next.evaluate(() => window.page.session.check())).toBe(false);
    expect(await idIn(next)).toBeUndefined();
    scene.server.faults.set(BFF_LOGOUT, undefined);
    await online(next);
    await scene.untilGone('alice');
    expect(await next.evaluate(() => window.page.session.check())).toBe(false);
  });

  it('never ends the session of who signs in next', async () => {
    await using scene = await Scene.open(browser, { clearsStorage: true });
    const tab = await scene.tab(COOKIES);
    await login(tab, 'alice', '/bff');
    scene.server.faults.set(BFF_LOGOUT, 503);
    expect(await logout(tab)).toMatchObject({ server: 'queued' });
    const id = await login(tab, 'bob', '/bff');
    scene.server.faults.set(BFF_LOGOUT, undefined);
    await online(tab);
    await untilEmpty(tab);
    await scene.untilGone('alice');
    expect(await scene.sessionsOf('bob')).toEqual([id]);
    // Nor are the new cookies cleared, nor the storage.
    expect([await idIn(tab), await ask(tab)]).toEqual([id, 200]);
    expect(await tab.evaluate(() => window.page.session.check())).toBe(true);
  });

  it('clears nothing of theirs when its answer comes late', async () => {
    await using scene = await Scene.open(browser, { clearsStorage: true });
    const tab = await scene.tab(COOKIES);
    await login(tab, 'alice', '/bff');
    const release = scene.server.faults.holdAnswers(BFF_LOGOUT);
    await tab.evaluate(() => void window.page.session.logout());
    await scene.untilGone('alice');
    const id = await login(tab, 'bob', '/bff');
    await until(() => scene.server.faults.of(BFF_LOGOUT).some(({ aborted }) => aborted));
    release();
    await untilEmpty(tab);
    expect([await idIn(tab), await ask(tab)]).toEqual([id, 200]);
    expect(await scene.sessionsOf('bob')).toEqual([id]);
    // And nobody was sent away by the end of the logout.
    expect(await tab.evaluate(() => window.page.reports)).toEqual([]);
  });

  it('clears nothing of theirs when they have signed in in another tab either', async () => {
    await using scene = await Scene.open(browser, { clearsStorage: true });
    const [tab, other] = [await scene.tab(COOKIES), await scene.tab(COOKIES)];
    await login(tab, 'alice', '/bff');
    const release = scene.server.faults.holdAnswers(BFF_LOGOUT);
    await tab.evaluate(() => void window.page.session.logout());
    await scene.untilGone('alice');
    const id = await login(other, 'bob', '/bff');
    await until(() => scene.server.faults.of(BFF_LOGOUT).some(({ aborted }) => aborted));
    release();
    await untilEmpty(tab);
    for (const one of [tab, other]) {
      await untilIn(one, id);
      expect(await ask(one)).toBe(200);
    }
  });
});

it('what a refresh brings after the logout is thrown away', async () => {
  await using scene = await Scene.open(browser);
  const tab = await scene.tab(LOCAL);
  await login(tab);
  const release = scene.server.faults.holdAnswers('POST /auth/refresh');
  const refreshed = tab.evaluate(() => window.page.session.refresh().catch((error: Error) => error.name));
  await scene.server.faults.arrived('POST /auth/refresh');
  expect(await logout(tab)).toMatchObject({ server: 'revoked' });
  release();
  expect(await refreshed).toBe('AbortError');
  await expectNoToken(tab);
  expect(Object.keys(await disk(tab))).toEqual(['curfew:curfew:epoch']);
  await untilReported(tab);
});
