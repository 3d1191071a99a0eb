import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ProbeResult } from '../../src/audit/outcome.ts';
import type { Plan } from '../../src/audit/plan.ts';
import { audit } from '../../src/audit/run.ts';
import { ensureChromium } from '../../tools/chromium.mjs';
import { selfSigned } from '../support/browser/certificate.ts';
import { EMAIL, planOf, shop, type Habits, type Page } from './support/browser-shop.ts';

async function cached(
  habits: Habits,
  changes: Partial<Plan> = {},
): Promise<ProbeResult & { asked: string[] }> {
  await using app = await shop(habits);
  const { probes, notRun } = await audit(planOf(app, changes), { probes: ['P10'] });
  const [only] = probes;
  if (!only) throw new Error(notRun[0]?.configure ?? 'the probe did not run');
  return { ...only, asked: [...app.asked] };
}

function matching(text: string | RegExp): string {
  return (typeof text === 'string' ? expect.stringContaining(text) : expect.stringMatching(text)) as string;
}

/** A page that names the person, or leads to the login. */
function account(headers: Record<string, string>, more = ''): NonNullable<Habits['pages']> {
  return {
    '/account': (email): Page =>
      email === undefined
        ? { status: 303, headers: { location: '/sign-in', 'cache-control': 'no-store' }, body: '' }
        : { headers, body: `<h1>Orders of ${email}</h1>${more}` },
    '/sign-in': () => ({ headers: { 'cache-control': 'no-store' }, body: '<h1>Sign in</h1>' }),
  };
}

/** The same page, made by a script of what `/me` says. */
function scripted(script: string): NonNullable<Habits['pages']> {
  return {
    '/account': () => ({
      headers: { 'cache-control': 'no-store' },
      body: `<main></main><script>${script}</script>`,
    }),
    '/sign-in': () => ({ body: '<h1>Sign in</h1>' }),
  };
}

/** A page with this is not put into the back/forward cache; the policy allows it. */
const UNLOAD = {
  headers: { 'permissions-policy': 'unload=(self)' },
  script: '<script>addEventListener("unload", () => undefined)</script>',
};
const PAGE = { page: '/account' };
const BEARER: Partial<Plan> = {
  capture: [{ name: 'access', from: { kind: 'json', path: '$.access' } }],
  me: { method: 'GET', url: '/me', headers: [['Authorization', 'Bearer {access}']] },
  logout: { method: 'POST', url: '/logout', headers: [['Authorization', 'Bearer {access}']] },
};

function me(headers: Record<string, string>): NonNullable<Habits['pages']> {
  return {
    '/me': (email) =>
      email === undefined
        ? { status: 401, headers: { 'cache-control': 'no-store' }, body: { error: 'nobody' } }
        : { headers, body: { email } },
  };
}

describe('in Chromium', () => {
  beforeAll(async () => void (await ensureChromium()));

  it('shows a page that may be kept when somebody goes back', async () => {
    const result = await cached({ pages: account({}) }, PAGE);
    expect(result).toMatchObject({
      verdict: 'fail',
      evidence: matching(
        /^After logout the back button showed the personal page \/account again in Chromium [\d.]+, from the back\/forward cache\.$/,
      ),
      fix: matching('no-store'),
      notes: [matching('GET /me has no'), matching('GET /account has no')],
    });
  });

  it('shows a page out of the HTTP cache when it may not be kept whole', async () => {
    const headers = { ...UNLOAD.headers, 'cache-control': 'private, max-age=600' };
    const result = await cached({ pages: account(headers, UNLOAD.script) }, PAGE);
    expect(result).toMatchObject({ verdict: 'fail', evidence: matching('from the HTTP cache') });
    expect(result.notes).toContainEqual(
      matching(
        'GET /account has no "Cache-Control: no-store": a browser may keep it, and show it again for 10 minutes',
      ),
    );
  });

  it('has nothing to show of a page that is not stored', async () => {
    const form = '<form method="post" action="/logout"><button>Leave</button></form>';
    const result = await cached({ logout: 303, pages: account({ 'cache-control': 'no-store' }, form) }, PAGE);
    expect(result).toMatchObject({
      verdict: 'pass',
      evidence: matching('not by the back button, nor by opening the page again, nor by fetching "me" again'),
    });
    expect(result.notes).toEqual([
      matching('GET /me has no "Cache-Control: no-store": a browser may keep it.'),
    ]);
  });

  it('shows what a script has fetched, since going back asks for nothing anew', async () => {
    const script = `fetch('/me').then((r) => r.json()).then(({ email }) => {
      if (email) document.querySelector('main').textContent = email;
      else location.replace('/sign-in');
    });`;
    const result = await cached({ pages: { ...scripted(script), ...me({}) } }, PAGE);
    expect(result).toMatchObject({
      verdict: 'fail',
      evidence: matching(/the back button showed the personal page \/account again .* from the HTTP cache/),
    });
  });

  it('lets a page hide itself, ask who is there and go', async () => {
    const careful = `
      const who = () => fetch('/me').then((r) => r.ok ? r.json() : location.replace('/sign-in'));
      who().then(({ email }) => document.querySelector('main').textContent = email);
      addEventListener('pagehide', () => document.documentElement.style.display = 'none');
      addEventListener('pageshow', ({ persisted }) => persisted && who());`;
    const result = await cached(
      { pages: { ...scripted(careful), ...me({ 'cache-control': 'no-store' }) } },
      PAGE,
    );
    expect(result).toMatchObject({ verdict: 'pass', evidence: matching('not by the back button') });
    expect(result.notes.join()).not.toContain('For a moment');
  });

  it('notes a page that shows the person for a moment', async () => {
    const late = `
      const who = () => fetch('/me').then((r) => r.ok ? r.json() : setTimeout(() => location.replace('/sign-in'), 300));
      who().then(({ email }) => document.querySelector('main').textContent = email);
      addEventListener('pageshow', ({ persisted }) => persisted && who());`;
    const pages = scripted(late);
    const kept = {
      ...pages,
      '/account': (): Page => ({
        ...pages['/account']?.(undefined, {} as never),
        headers: {},
        body: `<main></main><script>${late}</script>`,
      }),
    };
    const result = await cached({ pages: kept }, PAGE);
    expect(result).toMatchObject({ verdict: 'pass' });
    expect(result.notes).toContainEqual(matching('For a moment, the back button showed the person again'));
  });

  it('presses the button of the page, which clears more than the logout does', async () => {
    const app = (clears: string): string => `
      const kept = localStorage.getItem('me');
      const show = (email) => document.querySelector('main').innerHTML = email + '<button>Sign out</button>';
      if (kept) show(kept);
      else fetch('/me').then((r) => r.ok && r.json().then(({ email }) => { localStorage.setItem('me', email); show(email); }));
      addEventListener('click', async ({ target }) => {
        if (target.tagName !== 'BUTTON') return;
        await fetch('/logout', { method: 'POST', headers: { 'x-by': 'button' } });
        ${clears}
        location.replace('/sign-in');
      });`;
    expect(await cached({ pages: scripted(app('localStorage.clear();')) }, PAGE)).toMatchObject({
      verdict: 'pass',
    });
    expect(await cached({ pages: scripted(app('')) }, PAGE)).toMatchObject({
      verdict: 'fail',
      evidence: matching('opening it again showed the personal page /account again in Chromium'),
    });
  });

  it('fetches an answer that may be kept, without any token', async () => {
    const result = await cached({ sets: () => [], pages: me({ 'cache-control': 'max-age=600' }) }, BEARER);
    expect(result).toMatchObject({
      verdict: 'fail',
      evidence: matching(
        /fetching it again showed the personal answer \/me again in Chromium [\d.]+, from the HTTP cache/,
      ),
    });
  });

  it('trusts the certificate that the audit has seen, so that the cache of HTTPS is as it is', async () => {
    const pages = me({ 'cache-control': 'max-age=600' });
    const result = await cached({ certificate: selfSigned(), sets: () => [], pages }, BEARER);
    expect(result).toMatchObject({ verdict: 'fail', evidence: matching('from the HTTP cache') });
  });

  it('finds nothing where the cache keeps tokens apart', async () => {
    const pages = me({ 'cache-control': 'max-age=600', vary: 'Authorization' });
    expect(await cached({ sets: () => [], pages }, BEARER)).toMatchObject({ verdict: 'pass' });
  });

  it('blames no cache for what the server still answers', async () => {
    const result = await cached({
      ends: false,
      clears: () => [],
      pages: me({ 'cache-control': 'no-store' }),
    });
    expect(result).toMatchObject({
      verdict: 'inconclusive',
      evidence: matching('the server itself still answered'),
    });
    const page = await cached(
      {
        ends: false,
        clears: () => [],
        pages: account({ ...UNLOAD.headers, 'cache-control': 'no-store' }, UNLOAD.script),
      },
      { me: { method: 'GET', url: '/account', headers: [] } },
    );
    expect(page).toMatchObject({
      verdict: 'inconclusive',
      evidence: matching('the server itself still answered'),
    });
  });

  it('looks again when it knows what else the page needs', async () => {
    const source = `fetch('/me').then((r) => r.json()).then(({ email }) => document.querySelector('main').textContent = email ?? '');`;
    // It stands for another host that the audit may ask: nothing announced it.
    const other = createServer((_request, response) =>
      response.setHeader('content-type', 'text/javascript').end(source),
    );
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.2', resolve));
    onTestFinished(() => {
      other.closeAllConnections();
      other.close();
    });
    const { port } = other.address() as AddressInfo;
    const body = `<main></main><script src="http://127.0.0.2:${port}/app.js"></script>`;
    const headers = { 'cache-control': 'no-store' };
    const result = await cached({ pages: { '/account': () => ({ headers, body }), ...me(headers) } }, PAGE);
    expect(result.evidence).toMatch(
      /the back button showed .* from the back\/forward cache|not by the back button/,
    );
  });

  it('judges by no page that shows the canary to strangers too', async () => {
    const pages = {
      '/account': (): Page => ({
        headers: { 'cache-control': 'no-cache' },
        body: `<h1>Sign in, for example as ${EMAIL}</h1>`,
      }),
    };
    const { verdict, evidence } = await cached({ pages }, PAGE);
    expect(verdict).toBe('inconclusive');
    expect(evidence).toMatch(/shows the canary to strangers too/);
  });

  it('judges by no page that shows nobody', async () => {
    const result = await cached({ pages: scripted('') }, PAGE);
    expect(result).toMatchObject({
      verdict: 'inconclusive',
      evidence: matching('The page /account did not show the canary'),
    });
    expect(result.evidence).not.toContain(EMAIL);
  });

  it('judges by no logout that a page may not ask for', async () => {
    const pages = {
      '/logout': (_: unknown, { headers }: { headers: Record<string, unknown> }): Page => ({
        status: headers['sec-fetch-site'] === undefined ? 204 : 403,
        body: '',
      }),
    };
    const result = await cached({ pages });
    expect(result).toMatchObject({
      verdict: 'inconclusive',
      evidence: matching('the logout was answered 403'),
    });
  }, 120_000);
});

describe('without a Chromium', () => {
  afterEach(() => void vi.unstubAllEnvs());

  it.each([
    [
      'JSON that is fresh',
      { pages: me({ 'cache-control': 'private, max-age=60' }) },
      {},
      'inconclusive',
      /GET \/me would be shown again .* no Chromium was found: install/,
    ],
    ['JSON that says nothing', {}, {}, 'pass', /By its headers/],
    [
      'JSON that is fresh and asked for',
      { pages: me({ 'cache-control': 'max-age=60, no-cache' }) },
      {},
      'pass',
      /By its headers/,
    ],
    [
      'a page that may be kept',
      { pages: account({ 'cache-control': 'no-cache' }) },
      PAGE,
      'inconclusive',
      /GET \/account may be shown again by the back button/,
    ],
    [
      'a page that may not',
      { pages: account({ 'cache-control': 'no-store' }) },
      PAGE,
      'pass',
      /By its headers/,
    ],
  ] as const)('%s', async (_name, habits, changes, verdict, evidence) => {
    vi.stubEnv('CHROMIUM', '/nowhere/chromium');
    expect(await cached(habits, changes)).toMatchObject({ verdict, evidence: matching(evidence) });
  });

  it('says what to configure where no cache keeps the answer', async () => {
    await expect(cached({}, { me: { method: 'POST', url: '/me', headers: [] } })).rejects.toThrow(
      'page: the URL of a page',
    );
  });
});
