import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secretsIn } from '../../tools/secrets.mjs';
import { bearer, cookie, logIn, post, statusOfMe, tokensIn } from './demo-client.ts';
import { Demos, type Demo } from './demo-server.ts';

const demos = new Demos();
let demo: Demo;

beforeAll(async () => {
  demo = await demos.start(await demos.database());
});
afterAll(() => demos.end());

describe('the API of the demo', () => {
  it('says who sent a request', async () => {
    const tokens = await logIn(demo.url);
    const response = await fetch(`${demo.url}/api/me`, { headers: bearer(tokens) });
    expect(await response.json()).toEqual({
      sub: 'alice',
      session: tokens.session,
      expiresAt: tokens.expiresAt,
    });
  });

  it('names the device of a session', async () => {
    const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
    const body = { username: 'bob', password: 'battery-staple' };
    const answer = await post(`${demo.url}/api/login`, body, { 'user-agent': userAgent });
    const { session } = (await answer.clone().json()) as { session: string };
    const response = await fetch(`${demo.url}/auth/sessions`, { headers: cookie(await tokensIn(answer)) });
    const { sessions } = (await response.json()) as { sessions: object[] };
    expect(sessions).toContainEqual(
      expect.objectContaining({
        id: session,
        current: true,
        device: { name: 'Firefox on Linux', userAgent, ip: '127.0.0.1' },
      }),
    );
  });

  it('hands the tokens to the browser alone: no script can read them', async () => {
    const answer = await post(`${demo.url}/api/login`, { username: 'alice', password: 'correct-horse' });
    for (const set of answer.headers.getSetCookie())
      expect(set).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const tokens = await tokensIn(answer.clone());
    expect(await statusOfMe(demo.url, tokens)).toBe(200);
    const { ticket, ...rest } = (await answer.json()) as Record<string, unknown>;
    expect(ticket).toMatch(/\.out\./);
    expect(Object.keys(rest).toSorted()).toEqual(['expiresAt', 'refreshExpiresAt', 'session', 'tokenType']);
    expect(secretsIn(JSON.stringify(rest))).toEqual([]);
  });

  it.each([
    ['a wrong password', { username: 'alice', password: 'battery-staple' }],
    ['an unknown name', { username: 'mallory', password: 'correct-horse' }],
  ])('refuses %s with 401', async (_what, body) => {
    const response = await post(`${demo.url}/api/login`, body);
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await response.json()).toEqual({
      title: 'Unauthorized',
      status: 401,
      detail: 'the name or the password is wrong',
    });
  });

  it.each([
    ['no fields', {}],
    ['a list', []],
    ['fields that are no text', { username: 'alice', password: ['correct-horse'] }],
    ['an empty password', { username: 'alice', password: '' }],
    ['an endless password', { username: 'alice', password: 'x'.repeat(257) }],
    ['a device that is no text', { username: 'alice', password: 'correct-horse', device: {} }],
    ['no JSON', '{"username":"alice","password":"correct-horse"'],
  ])('refuses %s with 400', async (_what, body) => {
    const response = await post(`${demo.url}/api/login`, body);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await response.text()).not.toContain('correct-horse');
  });

  it('refuses more than 10 kB with 413', async () => {
    const body = { username: 'alice', password: 'x'.repeat(11_000) };
    expect((await post(`${demo.url}/api/login`, body)).status).toBe(413);
  });

  it.each(['/auth/nothing', '/nothing'])('answers %s with a problem', async (where) => {
    const response = await fetch(`${demo.url}${where}`);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  it('guards what is not there as well', async () => {
    expect((await fetch(`${demo.url}/api/nothing`)).status).toBe(401);
  });

  it('sends the page with a policy that allows no inline script', async () => {
    const { headers } = await fetch(demo.url);
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self';/);
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-cache');
    expect(headers.has('x-powered-by')).toBe(false);
  });
});

describe('the process of the demo', () => {
  it('prints one line, and no token ever', async () => {
    const tokens = await logIn(demo.url);
    await post(`${demo.url}/auth/refresh`, { refreshToken: tokens.refreshToken });
    await post(`${demo.url}/auth/logout`, {}, bearer(tokens));
    await post(`${demo.url}/api/login`, '{ not json');
    expect(demo.printed()).toMatch(/^Curfew demo: http:\/\/localhost:\d+ .*\n$/);
  });

  it('gives two servers that start together the same keys, and a logout holds at both', async () => {
    const database = await demos.database();
    const servers = await Promise.all([1, 2, 3].map(() => demos.start(database)));
    const tokens = await logIn(servers[0]?.url ?? '');
    const statuses = (): Promise<number[]> => Promise.all(servers.map(({ url }) => statusOfMe(url, tokens)));
    expect(await statuses()).toEqual([200, 200, 200]);
    await post(`${servers[2]?.url}/auth/logout`, {}, bearer(tokens));
    expect(await statuses()).toEqual([401, 401, 401]);

    const keys = `${database}.keys.json`;
    expect((await readdir(path.dirname(database))).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    if (process.platform !== 'win32') expect((await stat(keys)).mode & 0o777).toBe(0o600);
  });

  it('keeps sessions and logouts over a restart', async () => {
    const database = await demos.database();
    const before = await demos.start(database);
    const [alive, dead] = [await logIn(before.url), await logIn(before.url)];
    await post(`${before.url}/auth/logout`, {}, bearer(dead));
    expect(await before.stop()).toBe(0);
    const after = await demos.start(database);
    expect(await statusOfMe(after.url, alive)).toBe(200);
    expect(await statusOfMe(after.url, dead)).toBe(401);
  });

  it('stops at once, open streams or not', async () => {
    const own = await demos.start(':memory:');
    const tokens = await logIn(own.url);
    const response = await fetch(`${own.url}/api/stream`, { headers: bearer(tokens) });
    const text = response.text();
    expect(await own.stop()).toBe(0);
    // No session has ended, so the stream does not say so.
    expect(await text).not.toContain('event: end');
  });

  it('says in one line that the port is taken', async () => {
    expect(await demos.run(':memory:', String(demo.port))).toEqual({
      code: 1,
      printed: `Port ${demo.port} is taken: choose another, for example PORT=${demo.port + 1} npm start.\n`,
    });
  });

  it('says in one line that PORT is no port', async () => {
    expect(await demos.run(':memory:', '80 80')).toEqual({
      code: 1,
      printed: 'PORT must be a number from 0 to 65535, not "80 80".\n',
    });
  });

  it('says in one line that the database cannot be opened', async () => {
    const { code, printed } = await demos.run(path.join(await demos.database(), 'no', 'such.db'), '0');
    expect(code).toBe(1);
    expect(printed).toMatch(/^[^\n]+\n$/);
  });
});
