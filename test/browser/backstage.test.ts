import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secretsIn } from '../../tools/secrets.mjs';
import { cookie, logIn, post, statusOfMe } from './demo-client.ts';
import { Demos, type Demo } from './demo-server.ts';

const demos = new Demos();
let demo: Demo;

beforeAll(async () => {
  demo = await demos.start(await demos.database());
});
afterAll(() => demos.end());

/** The status of a request that says to be for `host`, which `fetch` would not send. */
function statusAt(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(`${demo.url}/demo/cookies`, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on('error', reject).end();
  });
}

/** What `/demo/events` tells first about the thief in `session`. */
async function firstNews(session: string): Promise<string> {
  const response = await fetch(`${demo.url}/demo/events?session=${session}`);
  let text = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    if (/event: thief\n.*\n\n/.test(text)) break;
  }
  return text;
}

describe('what the demo does behind its scene', () => {
  it.each([
    ['/demo/plug', 'POST'],
    ['/demo/thief', 'POST'],
    ['/demo/cookies', 'GET'],
    ['/demo/events', 'GET'],
  ])('is not for pages of others: %s', async (where, method) => {
    for (const site of ['cross-site', 'same-site', 'none']) {
      const response = await fetch(demo.url + where, { method, headers: { 'sec-fetch-site': site } });
      expect(response.status).toBe(403);
      await response.body?.cancel();
    }
  });

  it('is not for a page that had its name point here', async () => {
    expect(await statusAt('evil.example')).toBe(403);
    expect(await statusAt(`localhost.evil.example:${demo.port}`)).toBe(403);
    expect(await statusAt(`localhost:${demo.port}`)).toBe(200);
  });

  it('copies cookies to the thief, and tells nobody what is in them', async () => {
    const tokens = await logIn(demo.url);
    const answer = await post(`${demo.url}/demo/thief`, {}, cookie(tokens));
    const text = await answer.text();
    expect(JSON.parse(text)).toEqual({ session: tokens.session });
    const news = await firstNews(tokens.session);
    expect(news).toMatch(/event: plug\ndata: "in"/);
    expect(news).toContain('"acceptedAfter":0');
    expect(secretsIn(text + news)).toEqual([]);
    expect(news).not.toContain(tokens.ticket);
    await post(`${demo.url}/auth/logout`, {}, cookie(tokens));
  });

  it('has nothing to copy without cookies, or from a dead session', async () => {
    expect((await post(`${demo.url}/demo/thief`, {})).status).toBe(401);
    const tokens = await logIn(demo.url);
    await post(`${demo.url}/auth/logout`, {}, cookie(tokens));
    expect((await post(`${demo.url}/demo/thief`, {}, cookie(tokens))).status).toBe(401);
    expect(await firstNews(tokens.session)).toContain('event: thief\ndata: null');
  });

  it('names the cookies that came along, and no others', async () => {
    const tokens = await logIn(demo.url);
    const headers = { cookie: `other=1; ${cookie(tokens).cookie}` };
    const response = await fetch(`${demo.url}/demo/cookies`, { headers });
    expect(await response.json()).toEqual({ names: ['__Host-curfew-demo', '__Host-curfew-demo-refresh'] });
    await post(`${demo.url}/auth/logout`, {}, cookie(tokens));
  });

  it('drops connections, answers 503, and is itself again', async () => {
    const tokens = await logIn(demo.url);
    const turn = (position: unknown): Promise<Response> => post(`${demo.url}/demo/plug`, { position });
    expect((await turn('cut')).status).toBe(200);
    await expect(statusOfMe(demo.url, tokens)).rejects.toThrow('fetch failed');
    expect((await fetch(demo.url)).status).toBe(200);
    await turn('down');
    const response = await fetch(`${demo.url}/api/me`);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
    expect((await turn('sideways')).status).toBe(400);
    expect((await turn(undefined)).status).toBe(400);
    await turn('slow');
    const slow = statusOfMe(demo.url, tokens);
    expect(await Promise.race([slow, new Promise((resolve) => setTimeout(resolve, 300, 'waits'))])).toBe(
      'waits',
    );
    await turn('in');
    expect(await slow).toBe(200);
  });
});
