import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../support/browser/chromium.ts';
import type { DrivenBrowser, Tab } from '../../support/browser/tab.ts';
import { ask, COOKIES, disk, idIn, LOCAL, login, Scene, untilIn, untilReported } from './scene.ts';

const REFRESH = 'POST /auth/refresh';
let browser: DrivenBrowser;

beforeAll(async () => {
  browser = await launchChromium();
}, 120_000);
afterAll(() => browser?.close());

function logout(tab: Tab): Promise<object> {
  return tab.evaluate(() => window.page.session.logout());
}

describe('a sign-in', () => {
  it.each([
    ['in cookies', COOKIES, '/bff'],
    ['in local storage', LOCAL, ''],
  ])(
    'is one of all tabs where its tokens are %s, of those open and of those to come',
    async (_, options, base) => {
      await using scene = await Scene.open(browser);
      const [here, there] = [await scene.tab(options), await scene.tab(options)];
      const id = await login(here, 'alice', base);
      await untilIn(there, id);
      const later = await scene.tab(options);
      expect(await idIn(later)).toBe(id);
      for (const tab of [here, there, later]) expect(await ask(tab)).toBe(200);
      expect(await there.evaluate(() => window.page.heard)).toBe(1);
    },
  );

  it('stays in its tab where the tokens are in memory, and leaves none of them anywhere', async () => {
    await using scene = await Scene.open(browser);
    const [here, there] = [await scene.tab(), await scene.tab()];
    await login(here);
    expect([await ask(here), await ask(there)]).toEqual([200, 401]);
    expect(await idIn(there)).toBeUndefined();
    expect(JSON.stringify(await disk(here))).not.toMatch(/eyJ|accessToken|refreshToken/);
  });

  it('ends the one before it, in every tab and at the server, and sends nobody away from where it was', async () => {
    await using scene = await Scene.open(browser);
    const [here, there] = [await scene.tab(COOKIES), await scene.tab(COOKIES)];
    await untilIn(there, await login(here, 'alice', '/bff'));
    for (const tab of [here, there])
      await tab.evaluate(() => {
        document.title = 'of alice';
        window.page.session.clears({ name: 'title', reset: () => (document.title = 'clean') });
      });
    const id = await login(there, 'bob', '/bff');
    await untilIn(here, id);
    for (const tab of [here, there]) {
      expect(await tab.evaluate(() => [document.title, window.page.session.epoch])).toEqual(['clean', 1]);
      expect(await ask(tab)).toBe(200);
    }
    await scene.untilGone('alice');
    expect(await scene.sessionsOf('bob')).toEqual([id]);
    expect(await untilReported(here)).toEqual([{ local: 'clean', server: 'none', remote: true, errors: [] }]);
    expect(await there.evaluate(() => window.page.reports)).toEqual([]);
  });
});

describe('a logout', () => {
  it('is one of all tabs: each cleans up, and says that another did it', async () => {
    await using scene = await Scene.open(browser);
    const [here, there] = [await scene.tab(LOCAL), await scene.tab(LOCAL)];
    await untilIn(there, await login(here));
    await there.evaluate(() => {
      const { session } = window.page;
      session.clears({ name: 'title', reset: () => (document.title = 'clean') });
      session.signal.addEventListener('abort', () => (document.body.id = 'aborted'));
    });
    expect(await logout(here)).toEqual({ local: 'clean', server: 'revoked', remote: false, errors: [] });
    expect(await untilReported(there)).toEqual([
      { local: 'clean', server: 'none', remote: true, errors: [] },
    ]);
    expect(await there.evaluate(() => [document.title, document.body.id])).toEqual(['clean', 'aborted']);
    expect(await untilReported(here)).toHaveLength(1);
    expect(scene.server.faults.of('POST /auth/logout')).toHaveLength(1);
    expect(Object.keys(await disk(here))).toEqual(['curfew:curfew:epoch']);
  });

  it('counts in a tab that has heard nothing of it', async () => {
    await using scene = await Scene.open(browser);
    const [here, there] = [await scene.tab(LOCAL), await scene.tab(LOCAL)];
    await untilIn(there, await login(here));
    await there.evaluate(() => window.page.session.close());
    await logout(here);
    await untilIn(there, undefined);
    expect(await there.evaluate(() => window.page.session.token())).toBeUndefined();
    expect(await there.evaluate(() => [window.page.heard, window.page.reports.length])).toEqual([1, 0]);
  });

  it('is heard without BroadcastChannel', async () => {
    await using scene = await Scene.open(browser);
    await scene.profile.addInitScript(() => Reflect.deleteProperty(globalThis, 'BroadcastChannel'));
    const [here, there] = [await scene.tab(LOCAL), await scene.tab(LOCAL)];
    await untilIn(there, await login(here));
    await logout(here);
    expect(await untilReported(there)).toEqual([expect.objectContaining({ remote: true })]);
    expect(scene.server.faults.of('POST /auth/logout')).toHaveLength(1);
  });

  it('is heard without storage too, and ends every session of this browser at the server', async () => {
    await using scene = await Scene.open(browser);
    await scene.profile.addInitScript(() =>
      Object.defineProperty(globalThis, 'localStorage', {
        get() {
          throw new DOMException('denied', 'SecurityError');
        },
      }),
    );
    const [here, there] = [await scene.tab(), await scene.tab()];
    await login(here);
    // Where nothing is shared, a sign-in is heard as the end of the one before.
    await login(there);
    expect(await untilReported(here)).toEqual([expect.objectContaining({ remote: true })]);
    expect(await ask(there)).toBe(200);
    await logout(here);
    expect(await ask(there)).toBe(200);
    await logout(there);
    await scene.untilGone('alice');
  });

  it('of a session that was, in whatever words it is told, does not end the one that is', async () => {
    await using scene = await Scene.open(browser);
    const [here, there] = [await scene.tab(LOCAL), await scene.tab(LOCAL)];
    await untilIn(there, await login(here));
    await logout(there);
    await untilIn(here, undefined);
    const id = await login(here);
    await there.evaluate(() => {
      for (const message of [0, undefined, null, 'x', ['y', 'z']])
        new BroadcastChannel('curfew:curfew').postMessage(message);
      localStorage.setItem('curfew:curfew:outbox', '[]');
      localStorage.removeItem('curfew:curfew:outbox');
    });
    await untilIn(there, id);
    expect([await idIn(here), await ask(here), await ask(there)]).toEqual([id, 200, 200]);
  });

  it('asked of a tab that slept through a new login ends what that tab was in, and nothing else', async () => {
    await using scene = await Scene.open(browser);
    const [here, there] = [await scene.tab(LOCAL), await scene.tab(LOCAL)];
    await untilIn(there, await login(here));
    await there.evaluate(() => window.page.session.close());
    await logout(here);
    const id = await login(here, 'bob');
    expect(await logout(there)).toMatchObject({ remote: true, server: 'none' });
    expect(await scene.sessionsOf('bob')).toEqual([id]);
    expect([await idIn(here), await ask(here)]).toEqual([id, 200]);
  });

  it('reads the storage that a server has cleared as one', async () => {
    await using scene = await Scene.open(browser, { clearsStorage: true });
    const [here, there] = [await scene.tab(COOKIES), await scene.tab(COOKIES)];
    await untilIn(there, await login(here, 'alice', '/bff'));
    await here.evaluate(() => fetch('/bff/logout', { method: 'POST' }).then(({ status }) => status));
    for (const tab of [here, there]) {
      await untilIn(tab, undefined);
      // What notices it first is a request, or word of the storage.
      expect(['AbortError', 401]).toContain(await ask(tab));
      expect(await untilReported(tab)).toEqual([expect.objectContaining({ remote: true })]);
    }
  });
});

describe('five tabs whose token has expired', () => {
  async function five(scene: Scene): Promise<Tab[]> {
    const tabs = await Promise.all([1, 2, 3, 4, 5].map(() => scene.tab(LOCAL)));
    const [first] = tabs;
    const id = first && (await login(first));
    for (const tab of tabs) await untilIn(tab, id);
    scene.server.expireTokens();
    return tabs;
  }

  it('refresh once', async () => {
    await using scene = await Scene.open(browser);
    const tabs = await five(scene);
    expect(await Promise.all(tabs.map((tab) => ask(tab)))).toEqual([200, 200, 200, 200, 200]);
    // One; what it wrote may reach another tab's view of the storage after the lock that it held has.
    expect([1, 2]).toContain(scene.server.faults.of(REFRESH).length);
  });

  it('go on when the one that refreshes is closed', async () => {
    await using scene = await Scene.open(browser);
    const tabs = await five(scene);
    scene.server.faults.set(REFRESH, 'hang');
    const [first, ...others] = tabs;
    await first?.evaluate(() => void window.page.session.fetch('/api/me').catch(() => undefined));
    await scene.server.faults.arrived(REFRESH);
    scene.server.faults.set(REFRESH, undefined);
    const answers = Promise.all(others.map((tab) => ask(tab)));
    await scene.server.faults.arrived('GET /api/me', 5);
    await first?.close();
    expect(await answers).toEqual([200, 200, 200, 200]);
    expect([2, 3]).toContain(scene.server.faults.of(REFRESH).length);
  });

  it('all stay signed in where there are no Web Locks', async () => {
    await using scene = await Scene.open(browser);
    await scene.profile.addInitScript(() => Object.defineProperty(navigator, 'locks', { value: undefined }));
    const tabs = await five(scene);
    expect(await Promise.all(tabs.map((tab) => ask(tab)))).toEqual([200, 200, 200, 200, 200]);
  });

  it('all stay signed in when nobody can refresh, and reject', async () => {
    await using scene = await Scene.open(browser);
    const tabs = await five(scene);
    scene.server.faults.set(REFRESH, 503);
    expect(await Promise.all(tabs.map((tab) => ask(tab)))).toEqual(Array.from({ length: 5 }, () => 'Error'));
    for (const tab of tabs) expect(await idIn(tab)).toBeDefined();
    scene.server.faults.set(REFRESH, undefined);
    expect(await Promise.all(tabs.map((tab) => ask(tab)))).toEqual([200, 200, 200, 200, 200]);
  });
});
