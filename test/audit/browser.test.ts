import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { launch, NotStarted, type Chromium } from '../../src/audit/browser/chromium.ts';
import { Confinement } from '../../src/audit/browser/confinement.ts';
import { findBrowser } from '../../src/audit/browser/find.ts';
import { flagsOf } from '../../src/audit/browser/flags.ts';
import { shows } from '../../src/audit/browser/look.ts';
import { record } from '../../src/audit/browser/record.ts';
import { Tab } from '../../src/audit/browser/tab.ts';
import { Gate } from '../../src/audit/network/gate.ts';
import { requestsOfHar } from '../../src/audit/setup/har.ts';
import { SetupError } from '../../src/audit/setup-error.ts';
import { ensureChromium } from '../../tools/chromium.mjs';
import { until } from '../support/until.ts';
import { EMAIL, shop } from './support/browser-shop.ts';

const CANARY = 'dora@example.com';
const never = new AbortController().signal;

// Other tests start browsers at the same time.
const shared = process.env['TMPDIR'];
const apart = mkdtempSync(path.join(tmpdir(), 'curfew-browser-test-'));
process.env['TMPDIR'] = apart;
afterAll(() => {
  if (shared === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = shared;
  rmSync(apart, { recursive: true });
});

function temporary(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'curfew-find-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The processes whose command line has `text`. */
function processesWith(text: string): string[] {
  return readdirSync('/proc').filter((id) => {
    try {
      return /^\d+$/.test(id) && readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(text);
    } catch {
      return false;
    }
  });
}

function profiles(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('curfew-chromium-'));
}

describe('finding a browser', () => {
  function program(folder: string, name: string): string {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), '#!/bin/sh\n');
    chmodSync(path.join(folder, name), 0o755);
    return path.join(folder, name);
  }

  it('takes the one that CHROMIUM names, and no other in its place', () => {
    const folder = temporary();
    const own = program(folder, 'my-own');
    program(folder, 'chromium');
    expect(findBrowser({ CHROMIUM: own, PATH: folder }, 'linux')).toBe(own);
    expect(findBrowser({ CHROMIUM: 'my-own', PATH: folder }, 'linux')).toBe(own);
    expect(findBrowser({ CHROMIUM: `${folder}/missing`, PATH: folder }, 'linux')).toBeUndefined();
  });

  it('looks through PATH, for Chromium first', () => {
    const [one, other] = [temporary(), temporary()];
    const edge = program(one, 'microsoft-edge');
    expect(findBrowser({ PATH: `${one}:${other}` }, 'linux')).toBe(edge);
    const chromium = program(other, 'chromium');
    expect(findBrowser({ PATH: `${one}:${other}` }, 'linux')).toBe(chromium);
  });

  it('passes by what is no program', () => {
    const folder = temporary();
    writeFileSync(path.join(folder, 'chromium'), 'notes');
    mkdirSync(path.join(folder, 'google-chrome'));
    const chrome = program(folder, 'google-chrome-stable');
    expect(findBrowser({ PATH: folder }, 'linux')).toBe(chrome);
  });

  it('knows where a Mac has it', () => {
    const home = temporary();
    const chrome = program(home, 'Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
    expect(findBrowser({ HOME: home, PATH: '' }, 'darwin')).toBe(chrome);
  });
});

describe('starting and ending it', () => {
  it('leaves no process and no profile behind', async () => {
    const before = profiles();
    const browser = await launch(await ensureChromium(), { headless: true }, never);
    const profile = profiles().find((name) => !before.includes(name)) ?? '';
    expect(browser.version).toMatch(/^Chromium \d+/);
    expect(processesWith(profile).length).toBeGreaterThan(1);
    await browser.close();
    await until(() => processesWith(profile).length === 0, 'its processes have ended');
    expect(existsSync(path.join(tmpdir(), profile))).toBe(false);
    await expect(browser.cdp.send('Browser.getVersion')).rejects.toThrow('gone');
  });

  it('ends with the process that started it, however that ends', async () => {
    const before = profiles();
    const source = `
      import { launch } from ${JSON.stringify(path.resolve('src/audit/browser/chromium.ts'))};
      await launch(${JSON.stringify(await ensureChromium())}, { headless: true }, new AbortController().signal);
      setInterval(() => undefined, 1000);
      console.log('started');`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', source], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const profile = profiles().find((name) => !before.includes(name)) ?? '';
    onTestFinished(() => rmSync(path.join(tmpdir(), profile), { recursive: true, force: true }));
    expect(processesWith(profile).length).toBeGreaterThan(1);
    child.kill('SIGKILL');
    await until(() => processesWith(profile).length === 0, 'its processes have ended', 20_000);
  });

  it('ends when it is told to, and says so to whoever waits', async () => {
    const before = profiles();
    const control = new AbortController();
    const browser = await launch(await ensureChromium(), { headless: true }, control.signal);
    const tab = await Tab.first(browser.cdp);
    const waiting = tab.evaluate(() => new Promise<void>(() => undefined));
    control.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    await browser.close();
    expect(profiles()).toEqual(before);
  });

  it('says what a program said that is no browser', async () => {
    const folder = temporary();
    const file = path.join(folder, 'chromium');
    writeFileSync(file, '#!/bin/sh\necho "no such display" >&2\nexit 1\n');
    chmodSync(file, 0o755);
    const before = profiles();
    const failed = launch(file, { headless: true }, never);
    await expect(failed).rejects.toThrow(NotStarted);
    await expect(failed).rejects.toThrow('would not start: no such display');
    expect(profiles()).toEqual(before);
  });
});

describe('a browser of the audit', () => {
  let browser: Chromium;
  let tab: Tab;
  let confinement: Confinement;
  const gate = new Gate([], 50);
  const servers: Server[] = [];
  const heard: string[] = [];

  async function listen(host: string): Promise<string> {
    const server = createServer((request, response) => {
      heard.push(`${host}${request.url}`);
      response.setHeader('access-control-allow-origin', '*').end('here');
    });
    server.on('upgrade', (_request, socket) => {
      heard.push(`${host} upgrade`);
      socket.destroy();
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, host, resolve));
    return `${host}:${(server.address() as AddressInfo).port}`;
  }

  beforeAll(async () => {
    browser = await launch(await ensureChromium(), { headless: true, hosts: new Map() }, never);
    confinement = new Confinement(browser.cdp, async (url) => gate.admit(url), []);
    await confinement.begin();
    tab = await Tab.first(browser.cdp);
  });
  afterAll(async () => {
    await browser.close();
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  });

  async function tried(url: string): Promise<string> {
    return tab.evaluate((to) => fetch(to).then((one) => one.text(), String), url);
  }

  it('reaches what is audited, and counts what it asks', async () => {
    const here = await listen('127.0.0.1');
    const before = gate.made;
    await tab.open(`http://${here}/page`);
    expect(await tried(`http://${here}/more`)).toBe('here');
    expect(heard.filter((one) => !one.endsWith('favicon.ico'))).toEqual(['127.0.0.1/page', '127.0.0.1/more']);
    expect(gate.made - before).toBe(2);
  });

  it('finds an IPv6 address where it is', () => {
    const flags = flagsOf({ profile: '/p', headless: true, hosts: new Map([['[fd00::7]', '[fd00::7]']]) });
    const rules = flags.find((flag) => flag.startsWith('--host-resolver-rules='));
    expect(rules).toMatch(/MAP ::1 \[::1\], MAP fd00::7 \[fd00::7\], MAP \* ~NOTFOUND$/);
  });

  it('does not reach a host that may not be asked', async () => {
    await tab.open(confinement.page('http://127.0.0.1', []));
    expect(await tried('http://203.0.113.7/')).toContain('Failed to fetch');
    expect([...confinement.refused]).toEqual(['203.0.113.7']);
  });

  it('does not reach an address that was not announced, in whatever way it is asked', async () => {
    const elsewhere = await listen('127.0.0.2');
    heard.length = 0;
    await tab.open(confinement.page('http://127.0.0.1', []));
    // The gate would let it pass: it is this machine too.
    expect(await tried(`http://${elsewhere}/`)).toContain('Failed to fetch');
    expect([...confinement.unknown]).toEqual([`http://${elsewhere}/`]);
    const socket = await tab.evaluate(
      (to) =>
        new Promise<string>((resolve) =>
          new WebSocket(to).addEventListener('error', () => resolve('failed')),
        ),
      `ws://${elsewhere}/`,
    );
    expect(socket).toBe('failed');
    const worker = await tab.evaluate((to) => {
      const source = `fetch(${JSON.stringify(to)}).then((r) => r.text(), () => 'failed').then(postMessage)`;
      const own = new Worker(URL.createObjectURL(new Blob([source])));
      return new Promise<string>((resolve) =>
        own.addEventListener('message', ({ data }) => resolve(String(data))),
      );
    }, `http://${elsewhere}/worker`);
    expect(worker).toBe('failed');
    expect(heard).toEqual([]);
  });

  it.each([
    ['a text', `<p>Mail: <b>${CANARY}</b></p>`, true],
    ['a field', `<input value="${CANARY}">`, true],
    ['far below', `<p style="margin-top: 5000px">${CANARY}</p>`, true],
    [
      'in a shadow tree',
      `<x-me></x-me><script>document.querySelector('x-me').attachShadow({ mode: 'open' }).innerHTML = '<i>${CANARY}</i>'</script>`,
      true,
    ],
    ['two elements', '<p>dora<span>@example.com</span></p>', true],
    ['in a script', `<script>window.me = '${CANARY}'</script>`, false],
    ['hidden', `<p hidden>${CANARY}</p>`, false],
    ['hidden with all', `<p>${CANARY}</p><style>html { display: none !important }</style>`, false],
    ['transparent', `<div style="opacity: 0"><p>${CANARY}</p></div>`, false],
    [
      'behind a veil',
      `<p>${CANARY}</p><div style="position: fixed; inset: 0; background: white"></div>`,
      false,
    ],
  ])('sees %s as people do', async (_name, html, seen) => {
    await tab.open(confinement.page('http://127.0.0.1', []));
    await tab.evaluate((text) => {
      document.open();
      document.write(text);
      document.close();
    }, `<!doctype html><body>${html}`);
    expect(await shows(tab, CANARY)).toBe(seen);
  });

  it('takes no number for a part of another', async () => {
    await tab.open(confinement.page('http://127.0.0.1', []));
    await tab.evaluate(() => void (document.body.textContent = 'Order 147110'));
    expect(await shows(tab, '4711')).toBe(false);
    await tab.evaluate(() => void (document.body.textContent = 'Customer 4711'));
    expect(await shows(tab, '4711')).toBe(true);
  });

  it('asks nothing more at the cap', async () => {
    await tab.open(confinement.page('http://127.0.0.1', []));
    while (gate.made < gate.most) await gate.admit(new URL('http://127.0.0.1/'));
    expect(await tried('http://127.0.0.1:9/')).toContain('Failed to fetch');
    expect(confinement.over).toMatchObject({ name: 'Inconclusive' });
    expect(gate.made).toBe(50);
  });
});

describe('recording', () => {
  afterEach(() => void vi.unstubAllEnvs());

  const pages = {
    '/': () => ({
      body: '<form method="post" action="/enter"><input name="user" value="carol"><input name="pin" value="1 + 1"></form>',
    }),
    '/home': () => ({ body: '<h1>Home</h1>' }),
    '/enter': () => ({
      status: 303,
      headers: { location: '/home', 'set-cookie': 'seen=1; Path=/' },
      body: '',
    }),
  };

  it('writes down what was asked and answered, with cookies and bodies', async () => {
    await using app = await shop({ pages });
    const har = await record(app.base, {
      signal: never,
      headless: true,
      drive: async (tab) => {
        const at = async (pathname: string): Promise<void> => {
          const there = await tab.until(
            () =>
              tab.evaluate((to) => location.pathname === to && document.readyState === 'complete', pathname),
            10_000,
          );
          expect(there).toBe(true);
        };
        await at('/');
        await tab.evaluate(() => document.forms[0]?.submit());
        await at('/home');
        await tab.evaluate(() => fetch('/login', { method: 'POST' }).then(() => undefined));
        // The page goes as soon as it has the answer: nobody could ask the browser for the body later.
        await tab.evaluate(() => void fetch('/me').then(() => location.assign('/?again')));
        await at('/');
        await tab.evaluate(() =>
          fetch('/logout', {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: '{"all":true}',
          }).then(() => undefined),
        );
      },
    });
    const recorded = requestsOfHar(JSON.stringify(har), 'the recording').filter(
      ({ step }) => !step.url.endsWith('favicon.ico'),
    );
    const lines = recorded.map(
      ({ step, answer }) => `${step.method} ${step.url.replace(app.base, '')} ${answer?.status}`,
    );
    expect(lines).toEqual([
      'GET / 200',
      'POST /enter 303',
      'GET /home 200',
      'POST /login 200',
      'GET /me 200',
      'GET /?again 200',
      'POST /logout 204',
    ]);
    const [, enter, home, login, me, , logout] = recorded;
    expect(enter?.step.body).toBe('user=carol&pin=1+%2B+1');
    expect(enter?.answer?.headers).toContainEqual(['set-cookie', 'seen=1; Path=/']);
    expect(home?.cookies).toEqual([['seen', '1']]);
    expect(login?.answer?.headers).toContainEqual(['set-cookie', expect.stringMatching(/^sid=.+HttpOnly/)]);
    expect(JSON.parse(login?.answer?.text ?? '')).toHaveProperty('access');
    expect(me?.cookies.map(([name]) => name).toSorted()).toEqual(['seen', 'sid']);
    expect(me?.answer?.text).toBe(JSON.stringify({ email: EMAIL }));
    expect(logout?.step.body).toBe('{"all":true}');
    expect(logout?.answer?.headers).toContainEqual([
      'set-cookie',
      expect.stringContaining('sid=; Path=/; Max-Age=0'),
    ]);
  });

  it('goes on until the last window is closed', async () => {
    const lonely = 'setInterval(() => opener?.closed !== false && fetch("/alone").then(() => close()), 50)';
    const child = (): { body: string } => ({ body: `<script>${lonely}</script>` });
    await using app = await shop({ pages: { ...pages, '/child': child, '/alone': () => ({ body: {} }) } });
    const har = await record(app.base, {
      signal: never,
      headless: true,
      drive: async (tab) => {
        await tab.until(() => tab.evaluate(() => document.forms.length === 1), 10_000);
        await tab.evaluate(() => void window.open('/child'));
        await until(() => app.asked.includes('GET /child'), 'the other window is open');
        await tab.send('Page.close');
        await new Promise(() => undefined);
      },
    });
    const urls = har.log.entries.map(({ request }) => request.url);
    expect(urls).toContain(`${app.base}/child`);
    expect(urls).toContain(`${app.base}/alone`);
  });

  it('stops when it is told to', async () => {
    await using app = await shop({ pages });
    const control = new AbortController();
    const stopped = record(app.base, {
      signal: control.signal,
      headless: true,
      drive: async () => control.abort(new Error('enough')),
    });
    await expect(stopped).rejects.toThrow('enough');
  });

  it('says what is missing', async () => {
    vi.stubEnv('DISPLAY', '');
    vi.stubEnv('WAYLAND_DISPLAY', '');
    await expect(record('http://127.0.0.1/', { signal: never })).rejects.toThrow(
      /^There is no screen .* --har\.$/,
    );
    await expect(
      record('http://127.0.0.1:9/', { signal: never, headless: true, drive: async () => undefined }),
    ).rejects.toThrow('could not open the page to record: net::ERR_');
    vi.stubEnv('CHROMIUM', '/nowhere/chromium');
    const failed = record('http://127.0.0.1/', { signal: never });
    await expect(failed).rejects.toThrow(SetupError);
    await expect(failed).rejects.toThrow('No browser was found to record in: install');
  });
});
