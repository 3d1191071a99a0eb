import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../support/browser/chromium.ts';
import type { DrivenBrowser, Tab } from '../../support/browser/tab.ts';
import { ask, disk, idIn, LOCAL, login, Scene, untilIn } from './scene.ts';

let browser: DrivenBrowser;

beforeAll(async () => {
  browser = await launchChromium();
}, 120_000);
afterAll(() => browser?.close());

function logout(tab: Tab): Promise<object> {
  return tab.evaluate(() => window.page.session.logout());
}

const CLEAN = { local: 'clean', server: 'revoked', remote: false, errors: [] };

describe('where the browser gives less than usual', () => {
  it('logs in and out in a sandboxed frame, where storage throws', async () => {
    await using scene = await Scene.open(browser);
    const tab = await scene.profile.newPage();
    await tab.goto(`${scene.server.url}/about`);
    const seen = await tab.evaluate(async (src) => {
      // The script of the page, in a frame of an origin of its own.
      const script = await (await fetch(src)).text();
      const frame = document.createElement('iframe');
      frame.sandbox.add('allow-scripts');
      const test = `(async () => {
        const seen = [];
        try { localStorage } catch (error) { seen.push(error.name) }
        const steps = [];
        const session = page.createSession({
          baseUrl: ${JSON.stringify(`${location.origin}/auth`)},
          onSignedOut: ({ local, server }) => steps.push(local, server),
        });
        session.clears({ name: 'one', reset: () => steps.push('reset') });
        session.start({ session: 's', ticket: 't', accessToken: 'a' });
        seen.push(session.id, session.accepts('https://evil.example'), await session.token());
        await session.logout();
        seen.push(session.signedIn, ...steps);
        parent.postMessage(seen, '*');
      })()`;
      frame.srcdoc = `<script>${script.replaceAll('</', '<\\/')};${test}</script>`;
      const heard = new Promise((resolve) =>
        addEventListener('message', ({ data }) => resolve(data), { once: true }),
      );
      document.body.append(frame);
      return heard;
    }, '/app.js');
    // The server lets no page of that origin in, so that it is told later.
    expect(seen).toEqual(['SecurityError', 's', false, 'a', false, 'reset', 'clean', 'queued']);
  });

  it('logs in and out, in all tabs, where the storage is full', async () => {
    await using scene = await Scene.open(browser);
    const [here, there] = [await scene.tab(LOCAL), await scene.tab(LOCAL)];
    const fill = (): string[] => {
      const written: string[] = [];
      for (let size = 1 << 20; size > 0; size >>= 1)
        try {
          for (;;) {
            localStorage.setItem(`fill${written.length}`, 'x'.repeat(size));
            written.push('x');
          }
        } catch (error) {
          written.push((error as Error).name);
        }
      return written;
    };
    expect(await here.evaluate(fill)).toContain('QuotaExceededError');
    const id = await login(here);
    expect([await idIn(here), await ask(here)]).toEqual([id, 200]);
    expect(Object.keys(await disk(here)).filter((key) => key.startsWith('curfew'))).toEqual([]);
    expect(await logout(here)).toEqual(CLEAN);
    expect(await scene.sessionsOf('alice')).toEqual([]);

    // One that began while there was room.
    await here.evaluate(() => localStorage.clear());
    await untilIn(there, await login(here));
    await here.evaluate(fill);
    expect(await logout(here)).toEqual(CLEAN);
    await untilIn(there, undefined);
  });

  it('takes what it finds in the storage for what it is', async () => {
    await using scene = await Scene.open(browser);
    const tab = await scene.tab(LOCAL);
    for (const text of ['', 'x', 'null', '5', '"x"', '[]', '{}', '[null]', '{"id":"x"}', '[{"id":"x"}]'])
      for (const key of ['', ':epoch', ':outbox']) {
        await tab.evaluate(([at, what]) => localStorage.setItem(`curfew:curfew${at}`, what), [
          key,
          text,
        ] as const);
        await tab.goto(scene.address(LOCAL));
        expect(await idIn(tab)).toBeUndefined();
        const id = await login(tab);
        expect([await idIn(tab), await ask(tab)]).toEqual([id, 200]);
        expect(await logout(tab)).toEqual(CLEAN);
      }
  });
});

describe('safeUrl', () => {
  const HOSTILE = [
    'https://evil.example',
    'http://evil.example/login',
    '//evil.example',
    '///evil.example',
    '////evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '\\/evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '\u0000//evil.example',
    ' //evil.example',
    'https:evil.example',
    'https:/evil.example',
    'http:\\\\evil.example',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:ORIGIN/0b7c1f7c-1111-2222-3333-444455556666',
    'filesystem:ORIGIN/temporary/x',
    'about:blank',
    'ftp://localhost/x',
    'ws://localhost/x',
    'ORIGIN@evil.example',
    'ORIGIN.evil.example',
    'http://localhost:1/x',
    'https://localhost/x',
    'http://[::1]/',
    'http://',
  ];
  const KIND: readonly [string, string][] = [
    ['/login', '/login'],
    ['/a?b=c#d', '/a?b=c#d'],
    ['?b=c', '/app?b=c'],
    ['#d', '/app#d'],
    ['b', '/b'],
    ['ORIGIN/x', '/x'],
    ['/..//evil.example', '//evil.example'],
    ['/.//evil.example', '//evil.example'],
    ['./\\evil.example', '//evil.example'],
    ['/%2F/evil.example', '/%2F/evil.example'],
    ['/@evil.example', '/@evil.example'],
  ];

  it('answers only what leads to this origin', async () => {
    await using scene = await Scene.open(browser);
    const tab = await scene.profile.newPage();
    await tab.goto(`${scene.server.url}/app`);
    const { url } = scene.server;
    const answers = await tab.evaluate(
      (targets) =>
        targets.map((target) => {
          const safe = window.page.safeUrl(target, '/fallback');
          // What the browser itself makes of it.
          const link = document.createElement('a');
          link.href = safe;
          return [safe, link.origin, link.protocol];
        }),
      [...HOSTILE, ...KIND.map(([target]) => target)].map((one) => one.replaceAll('ORIGIN', url)),
    );
    expect(answers).toEqual(
      [...HOSTILE.map(() => '/fallback'), ...KIND.map(([, path]) => path)].map((path) => [
        url + path,
        url,
        'http:',
      ]),
    );
  });

  it('answers the fallback for nothing, and the root for a fallback that is not safe either', async () => {
    await using scene = await Scene.open(browser);
    const tab = await scene.profile.newPage();
    await tab.goto(`${scene.server.url}/app`);
    const answers = await tab.evaluate(() => [
      window.page.safeUrl(null),
      window.page.safeUrl(undefined, '/a'),
      window.page.safeUrl('', '/a'),
      window.page.safeUrl(new URL('https://evil.example'), '//evil.example'),
    ]);
    const { url } = scene.server;
    expect(answers).toEqual([`${url}/`, `${url}/a`, `${url}/a`, `${url}/`]);
  });
});

describe('what is sent where', () => {
  it('gives the token to its own origin and to those that are named, and to nobody else', async () => {
    await using scene = await Scene.open(browser);
    const tab = await scene.tab();
    await login(tab);
    const { url, elsewhere } = scene.server;
    const accepted = await tab.evaluate(
      ([here, there]) => {
        const named = window.page.createSession({ name: 'named', origins: [there] });
        const wide = window.page.createSession({ name: 'wide', baseUrl: `${there}/auth` });
        const urls = [
          '/x',
          'x',
          here,
          there,
          'https://evil.example',
          `${here}@evil.example`,
          'data:,x',
          '::',
          '',
        ];
        return [window.page.session, named, wide].map((one) => urls.map((at) => one.accepts(at)));
      },
      [url, elsewhere] as const,
    );
    const rest = [false, false, false];
    expect(accepted).toEqual([
      [true, true, true, false, ...rest, true, true],
      [true, true, true, true, ...rest, true, true],
      [true, true, true, true, ...rest, true, true],
    ]);
    const status = await tab.evaluate(
      (there) => window.page.session.fetch(`${there}/api/me`).then((response) => response.status),
      elsewhere,
    );
    expect([status, await ask(tab)]).toEqual([401, 200]);
    // The refusal of another origin is nothing to this session.
    expect(await idIn(tab)).toBeDefined();
  });
});
