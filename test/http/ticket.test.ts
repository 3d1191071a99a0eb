import { expect, it } from 'vitest';
import { sessionCookies } from '../../src/adapters/express.ts';
import type { Receipt, Tokens } from '../../src/index.ts';
import { memory } from '../../src/stores/memory/index.ts';
import { ask, basic, CLIENTS, SECRET } from '../oauth/clients.ts';
import { TestApp } from '../support/app.ts';
import { reencodings } from '../support/encodings.ts';
import { node, watched } from '../support/node.ts';

const APP = 'https://app.example.com';

async function login(app: TestApp, subject = 'alice'): Promise<Tokens & { cookie: string }> {
  const answer = await app.post(`/login?subject=${subject}`);
  const cookie = answer.headers.getSetCookie().map((one) => one.split(';', 1)[0]);
  return { ...((await answer.json()) as Tokens), cookie: cookie.join('; ') };
}

async function revokedBy(answer: Response): Promise<Receipt['revoked']> {
  expect(answer.status).toBe(200);
  return ((await answer.json()) as Receipt).revoked;
}

/** As the client sends it: a form, so that no browser asks first. */
function form(ticket: string): { body: URLSearchParams } {
  return { body: new URLSearchParams({ ticket }) };
}

it('ends a session by a form or by JSON that carries its ticket and nothing else, as often as it is sent', async () => {
  await using curfew = await node();
  await using app = await TestApp.start(curfew);
  for (const send of [form, (ticket: string) => ({ json: { ticket } })]) {
    const { accessToken, refreshToken, session, ticket } = await login(app);
    expect(await revokedBy(await app.post('/auth/logout', send(ticket)))).toEqual([
      { kind: 'session', id: session },
    ]);
    for (let again = 0; again < 3; again += 1) {
      expect(await revokedBy(await app.post('/auth/logout', send(ticket)))).toEqual([]);
    }
    expect((await app.fetch('/me', { token: accessToken })).status).toBe(401);
    expect((await app.post('/auth/refresh', { json: { refreshToken } })).status).toBe(401);
  }
});

it('carries the ticket in every answer that gives tokens, and with cookies in the JSON, without the tokens', async () => {
  await using curfew = await node();
  await using bearer = await TestApp.start(curfew);
  const { ticket, refreshToken } = await login(bearer);
  const refreshed = (await (await bearer.post('/auth/refresh', { json: { refreshToken } })).json()) as Tokens;
  expect(refreshed.ticket).toBe(ticket);

  await using app = await TestApp.start(curfew, { cookies: sessionCookies() });
  const { cookie, ...given } = await login(app);
  const answer = await app.post('/auth/refresh', { headers: { cookie } });
  const told = (await answer.json()) as Record<string, unknown>;
  expect(Object.keys(told).toSorted()).toEqual([
    'expiresAt',
    'refreshExpiresAt',
    'session',
    'ticket',
    'tokenType',
  ]);
  expect(told).toMatchObject({ session: given.session, ticket: given.ticket });
});

it('answers 200 and ends nothing for a ticket that is forged, cut or spelled otherwise, or of another session', async () => {
  await using curfew = await node();
  await using app = await TestApp.start(curfew);
  const [alice, bob] = [await login(app), await login(app, 'bob')];
  const forged = [
    alice.ticket.slice(0, -1),
    `${alice.session}.out.${bob.ticket.slice(-43)}`,
    `${alice.session}.out.${'A'.repeat(43)}`,
    alice.session,
    '',
    ...reencodings(alice.ticket).values(),
  ];
  for (const ticket of forged) {
    for (const body of [form(ticket), { json: { ticket } }])
      expect(await revokedBy(await app.post('/auth/logout', body))).toEqual([]);
  }
  for (const { accessToken: token } of [alice, bob]) {
    expect((await app.fetch('/me', { token })).status).toBe(200);
  }
});

it('ends what the request carries beside the ticket, too', async () => {
  await using curfew = await node();
  await using app = await TestApp.start(curfew, { cookies: sessionCookies() });
  const [one, two, three] = [await login(app), await login(app, 'bob'), await login(app, 'carol')];
  const answer = await app.post('/auth/logout', {
    ...form(one.ticket),
    token: two.accessToken,
    headers: { cookie: three.cookie },
  });
  expect(await revokedBy(answer)).toHaveLength(3);
});

it('clears nothing in the browser for a ticket alone: somebody else may have signed in there since', async () => {
  await using curfew = await node();
  await using app = await TestApp.start(curfew, { cookies: sessionCookies() });
  const [old, now] = [await login(app), await login(app, 'bob')];
  const late = await app.post('/auth/logout', form(old.ticket));
  expect(await revokedBy(late)).toHaveLength(1);
  expect([late.headers.getSetCookie(), late.headers.get('clear-site-data')]).toEqual([[], null]);
  expect(late.headers.get('cache-control')).toBe('no-cache, no-store, must-revalidate');
  expect((await app.fetch('/me', { headers: { cookie: now.cookie } })).status).toBe(200);

  for (const init of [{ ...form(old.ticket), headers: { cookie: now.cookie } }, {}, form('')]) {
    const here = await app.post('/auth/logout', init);
    expect(here.headers.getSetCookie()).toHaveLength(2);
    expect(here.headers.get('clear-site-data')).toBe('"storage"');
  }
});

it('refuses a ticket that is no string, or is there twice, rather than saying that nothing was to be ended', async () => {
  await using curfew = await node();
  await using app = await TestApp.start(curfew);
  const { ticket, accessToken: token } = await login(app);
  const twice = new URLSearchParams([
    ['ticket', ticket],
    ['ticket', ticket],
  ]);
  for (const init of [{ json: { ticket: [ticket] } }, { json: { ticket: { ticket } } }, { body: twice }]) {
    const answer = await app.post('/auth/logout', init);
    expect(answer.status).toBe(400);
    expect(await answer.text()).not.toContain(ticket.slice(-43));
  }
  expect((await app.fetch('/me', { token })).status).toBe(200);
});

it('is no token: neither as a bearer, nor in a cookie, nor to refresh, revoke or introspect', async () => {
  await using curfew = await node();
  await using app = await TestApp.start(curfew, { cookies: sessionCookies(), oauth: { clients: CLIENTS } });
  const { ticket, accessToken: token } = await login(app);
  const cookie = `__Host-session=${ticket}`;
  for (const path of ['/me', '/auth/session', '/auth/sessions']) {
    for (const init of [{ token: ticket }, { headers: { cookie } }]) {
      const answer = await app.fetch(path, init);
      expect(answer.status, path).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
      expect(await answer.text()).not.toContain(ticket.slice(-43));
    }
  }
  for (const path of ['/auth/logout/others', '/auth/logout/everywhere']) {
    expect((await app.post(path, { token: ticket })).status, path).toBe(401);
  }
  for (const init of [
    { json: { refreshToken: ticket } },
    { json: { ticket } },
    { headers: { cookie: `__Host-session-refresh=${ticket}` } },
  ]) {
    expect((await app.post('/auth/refresh', init)).status).toBe(401);
  }
  expect(await (await ask(app, 'introspect', { token: ticket })).json()).toEqual({ active: false });
  const revoke = await ask(app, 'revoke', { token: ticket }, basic('web app:1', SECRET));
  expect(revoke.status, 'RFC 7009, 2.2: what is no token is no error').toBe(200);
  expect((await app.fetch('/me', { token })).status).toBe(200);
});

it('answers 503 while it cannot be recorded, and the session lives; sent again, it ends', async () => {
  const { store, disturb } = watched(memory());
  await using curfew = await node({ store });
  await using app = await TestApp.start(curfew);
  const { ticket, session, accessToken: token } = await login(app);
  for (const methods of [['append'], ['session']] as const) {
    disturb('fail', methods);
    const answer = await app.post('/auth/logout', form(ticket));
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await answer.json()).toMatchObject({ code: 'ERR_NOT_RECORDED' });
    expect([answer.headers.getSetCookie(), answer.headers.get('clear-site-data')]).toEqual([[], null]);
    disturb('none');
    expect((await app.fetch('/me', { token })).status).toBe(200);
  }
  expect(await revokedBy(await app.post('/auth/logout', form(ticket)))).toEqual([
    { kind: 'session', id: session },
  ]);
});

it('takes a ticket from no page of another site', async () => {
  await using curfew = await node();
  await using app = await TestApp.start(curfew, { origins: [APP] });
  const { ticket, accessToken: token } = await login(app);
  for (const origin of ['https://evil.example', 'null']) {
    const headers = { origin, 'sec-fetch-site': 'cross-site' };
    expect((await app.post('/auth/logout', { ...form(ticket), headers })).status).toBe(403);
  }
  expect((await app.fetch('/me', { token })).status).toBe(200);
  const headers = { origin: APP, 'sec-fetch-site': 'cross-site' };
  expect(await revokedBy(await app.post('/auth/logout', { ...form(ticket), headers }))).toHaveLength(1);
});

it('ends a session on the way to the provider, and cleans the browser that goes there', async () => {
  await using curfew = await node();
  const provider = { endSession: 'https://login.test/logout', client: 'web' };
  await using app = await TestApp.start(curfew, { cookies: sessionCookies(), provider });
  const { ticket, accessToken: token } = await login(app);
  const answer = await app.post('/auth/logout/redirect', form(ticket));
  expect([answer.status, answer.headers.getSetCookie().length]).toEqual([303, 2]);
  expect(answer.headers.get('clear-site-data')).toBe('"storage"');
  expect(answer.headers.get('location')).not.toContain(ticket.slice(-43));
  expect((await app.fetch('/me', { token })).status).toBe(401);
});
