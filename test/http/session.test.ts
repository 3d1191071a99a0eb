import { expect, it } from 'vitest';
import { sessionCookies } from '../../src/adapters/express.ts';
import type { Curfew, Store, Tokens } from '../../src/index.ts';
import { memory } from '../../src/stores/memory/index.ts';
import { TestApp } from '../support/app.ts';
import { TestClock } from '../support/clock.ts';
import { IdentityProvider, trusting } from '../support/identity-provider.ts';
import { node, overriding, watched } from '../support/node.ts';

async function login(app: TestApp): Promise<Tokens & { cookies: string[] }> {
  const answer = await app.post('/login');
  const cookies = answer.headers.getSetCookie().map((one) => one.split(';', 1)[0] ?? '');
  return { ...((await answer.json()) as Tokens), cookies };
}

it('says whose the session is, until when, and its ticket; to its owner alone, and to no cache', async () => {
  await using curfew = await node();
  await using app = await TestApp.start(curfew, { cookies: sessionCookies() });
  const { accessToken, cookies, session, expiresAt, refreshExpiresAt, ticket } = await login(app);
  const issuer = 'https://api.test';
  for (const init of [{ token: accessToken }, { headers: { cookie: cookies.join('; ') } }]) {
    const answer = await app.fetch('/auth/session', init);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      session,
      subject: 'alice',
      issuer,
      expiresAt,
      refreshExpiresAt,
      ticket,
    });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('vary')).toBe('Authorization, Cookie, Origin, Sec-Fetch-Site');
    expect(answer.headers.getSetCookie()).toEqual([]);
  }
  for (const method of ['HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']) {
    const answer = await app.fetch('/auth/session', { method, token: accessToken });
    expect([answer.status, answer.headers.get('allow')], method).toEqual([405, 'GET']);
  }
});

it('answers 401 for no credential, one that is dead, and one that expired, and touches no cookie', async () => {
  const clock = new TestClock();
  await using curfew = await node({ clock });
  await using app = await TestApp.start(curfew, { cookies: sessionCookies() });
  const challengeOf = async (init: RequestInit & { token?: string }): Promise<unknown> => {
    const answer = await app.fetch('/auth/session', init);
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([401, []]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const { code } = (await answer.json()) as { code: string };
    return [code, answer.headers.get('www-authenticate')];
  };
  const invalid = 'Bearer error="invalid_token"';
  const { cookies, refreshToken, ticket } = await login(app);
  expect(await challengeOf({})).toEqual(['ERR_NO_CREDENTIALS', 'Bearer']);
  expect(await challengeOf({ token: refreshToken })).toEqual(['ERR_TOKEN_INVALID', invalid]);

  clock.advance(10 * 60_000);
  const cookie = cookies.join('; ');
  expect(await challengeOf({ headers: { cookie } })).toEqual(['ERR_TOKEN_EXPIRED', invalid]);
  // The browser has dropped the access cookie by now: the session lives, and the client refreshes.
  expect(await challengeOf({ headers: { cookie: cookies[1] ?? '' } })).toEqual([
    'ERR_NO_CREDENTIALS',
    'Bearer',
  ]);
  const refreshed = await app.post('/auth/refresh', { headers: { cookie: cookies[1] ?? '' } });
  expect(refreshed.status).toBe(200);
  const next = refreshed.headers.getSetCookie().map((one) => one.split(';', 1)[0]);
  expect((await app.fetch('/auth/session', { headers: { cookie: next.join('; ') } })).status).toBe(200);

  await app.post('/auth/logout', { json: { ticket } });
  expect(await challengeOf({ headers: { cookie: next.join('; ') } })).toEqual(['ERR_TOKEN_REVOKED', invalid]);
});

it('answers 503 with Retry-After when the store cannot say, and signs nobody out', async () => {
  const { store, disturb } = watched(memory());
  const clock = new TestClock();
  await using curfew = await node({ store, clock });
  await using app = await TestApp.start(curfew, { cookies: sessionCookies() });
  const { accessToken: token } = await login(app);
  const outage = async (): Promise<void> => {
    const answer = await app.fetch('/auth/session', { token });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
    expect([answer.headers.getSetCookie(), answer.headers.get('www-authenticate')]).toEqual([[], null]);
  };
  for (const methods of [['session'], ['sessions']] as const) {
    disturb('fail', methods);
    await outage();
  }
  disturb('none');
  expect((await app.fetch('/auth/session', { token })).status).toBe(200);
  disturb('fail');
  clock.advance(5_000);
  await outage();
});

it('answers 401 when the session ends while the store is asked about it', async () => {
  const inner = memory();
  let end: (() => Promise<unknown>) | undefined;
  const store: Store = overriding(inner, {
    async session(sid) {
      const work = end;
      end = undefined;
      await work?.();
      return inner.session(sid);
    },
  });
  await using curfew: Curfew = await node({ store });
  await using app = await TestApp.start(curfew);
  const { accessToken: token, session } = await login(app);
  expect((await app.fetch('/auth/session', { token })).status).toBe(200);
  end = () => curfew.revoke({ session });
  const answer = await app.fetch('/auth/session', { token });
  expect([answer.status, end]).toEqual([401, undefined]);
});

it('tells of a session of another issuer alike, with a ticket that ends it', async () => {
  await using provider = await IdentityProvider.start();
  await using curfew = trusting(provider);
  await using app = await TestApp.start(curfew);
  const token = await provider.token({ sid: 's1' });
  const answer = (await (await app.fetch('/auth/session', { token })).json()) as Record<string, string>;
  expect(answer).toMatchObject({ subject: 'alice', issuer: provider.issuer });
  expect(answer['refreshExpiresAt']).toBeGreaterThan(Number(answer['expiresAt']));
  await app.post('/auth/logout', { json: { ticket: answer['ticket'] } });
  expect((await app.fetch('/auth/session', { token })).status).toBe(401);
});
