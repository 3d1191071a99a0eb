import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, openProfile, pageOf } from '../../support/browser/chromium.ts';
import { BrowserServer } from '../../support/browser/server.ts';
import type { DrivenBrowser, Tab } from '../../support/browser/tab.ts';
import { temporaryFolder } from '../../support/processes.ts';
import { until } from '../../support/until.ts';
import { film, redFrames } from './film.ts';

/** Without these the tests of the logout would prove nothing. */

const PAGE = (color: string): string =>
  `<body style="background: ${color}"><script>onpageshow = (event) => (window.kept = event.persisted)</script>`;
const files = new Map([
  ['/red', PAGE('red')],
  ['/green', PAGE('green')],
  ['/top', '<iframe></iframe>'],
]);

let browser: DrivenBrowser;
let server: BrowserServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchChromium(), BrowserServer.start({ secure: true, files })]);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await server?.[Symbol.asyncDispose]();
});

async function open(path: string): Promise<Tab & AsyncDisposable> {
  const profile = await browser.profile();
  const tab = await profile.newPage();
  await tab.goto(server.url + path);
  return Object.assign(tab, { [Symbol.asyncDispose]: () => profile.close() });
}

describe('the browser', () => {
  it.each(['', 'no-cache', 'no-store'])(
    'keeps pages with Cache-Control "%s" for the back button, and the film shows what is drawn of them',
    async (cache) => {
      let kept = false;
      // When the machine is busy a browser may think better of it.
      for (let tries = 0; tries < 3 && !kept; tries += 1) {
        await using tab = await open(`/red?cache=${cache}`);
        await tab.goto(`${server.url}/green`);
        const requests = server.faults.of('GET /red').length;
        await using taken = await film(tab);
        expect(await redFrames(tab, taken.frames)).toBe(0);
        await tab.evaluate(() => void setTimeout(() => history.back()));
        await tab.waitForFunction(() => 'kept' in window && location.pathname === '/red', undefined);
        kept = await tab.evaluate(() => 'kept' in window && window.kept === true);
        expect(server.faults.of('GET /red').length === requests).toBe(kept);
        await until(async () => (await redFrames(tab, taken.frames)) > 0);
      }
      expect(kept).toBe(true);
    },
  );

  it('has storage that is there again after it was closed', async () => {
    using folder = temporaryFolder();
    const before = await openProfile(folder.path);
    const first = await before.newPage();
    await first.goto(`${server.url}/green`);
    await first.evaluate(() => localStorage.setItem('here', 'kept'));
    await before.close();
    const after = await openProfile(folder.path);
    try {
      const second = await after.newPage();
      await second.goto(`${server.url}/green`);
      expect(await second.evaluate(() => localStorage.getItem('here'))).toBe('kept');
    } finally {
      await after.close();
    }
  });

  it('gives a frame of another site a storage and channels of its own', async () => {
    await using tab = await open('/top');
    const page = pageOf(tab);
    const first = await page.context().newPage();
    await first.goto(`${server.elsewhere}/green`);
    await first.evaluate(() => localStorage.setItem('here', 'first'));
    const [frame] = await Promise.all([
      page.waitForEvent('framenavigated'),
      page.evaluate(
        (src) => document.querySelector('iframe')?.setAttribute('src', src),
        `${server.elsewhere}/red`,
      ),
    ]);
    expect(frame.url()).toBe(`${server.elsewhere}/red`);
    expect(await frame.evaluate(() => localStorage.getItem('here'))).toBeNull();
    await frame.evaluate(() => {
      const heard: unknown[] = [];
      Object.assign(window, { heard });
      new BroadcastChannel('all').addEventListener('message', ({ data }) => heard.push(data));
    });
    // A message to those in the frame's own partition comes after it, so that the other would have been there.
    const say = (text: string): void => {
      const channel = new BroadcastChannel('all');
      channel.postMessage(text);
    };
    await first.evaluate(say, 'from outside');
    await frame.evaluate(say, 'from inside');
    await frame.waitForFunction(() => (window as unknown as { heard: string[] }).heard.length > 0);
    expect(await frame.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual([
      'from inside',
    ]);
  });
});

describe('the server', () => {
  const ask = (tab: Tab, path: string): Promise<number> =>
    tab.evaluate(
      (url) =>
        fetch(url, { method: 'POST' }).then(
          ({ status }) => status,
          () => 0,
        ),
      path,
    );

  it('answers as it is told, hangs, breaks off, and takes down what it is asked', async () => {
    await using tab = await open('/green');
    const { faults } = server;
    expect(await ask(tab, '/login/alice?first')).toBe(200);
    faults.set('POST /login/alice', 500);
    expect(await ask(tab, '/login/alice')).toBe(500);
    faults.set('POST /login/alice', 'drop');
    expect(await ask(tab, '/login/alice')).toBe(0);
    faults.set('POST /login/alice', undefined);
    expect(await ask(tab, '/login/alice')).toBe(200);
    const statuses = faults.of('POST /login/alice').map(({ status }) => status);
    // What breaks off on a connection that was used before, a browser asks once more.
    expect(statuses.filter((status, at) => status !== statuses[at - 1])).toEqual([200, 500, undefined, 200]);

    faults.set('POST /login/bob', 'hang');
    const hanging = ask(tab, '/login/bob').catch(() => 'gone');
    await faults.arrived('POST /login/bob');
    // Left for another page, it might be kept with all that it waits for.
    await tab.close();
    expect(await hanging).toBe('gone');
    await until(() => faults.of('POST /login/bob')[0]?.aborted === true);
  });

  it('handles a request at once and lets its answer out when it is told', async () => {
    await using tab = await open('/green');
    const { faults, curfew } = server;
    const release = faults.holdAnswers('POST /login/carol');
    let answered = false;
    const asking = ask(tab, '/login/carol').finally(() => (answered = true));
    await until(async () => (await curfew.sessions('carol')).length === 1);
    expect(answered).toBe(false);
    release();
    expect(await asking).toBe(200);
  });

  it('goes down and comes back at the same address', async () => {
    await using tab = await open('/green');
    await server.down();
    expect(await ask(tab, '/login/dave')).toBe(0);
    await server.up();
    expect(await ask(tab, '/login/dave')).toBe(200);
  });
});
