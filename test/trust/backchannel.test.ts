import { CompactSign } from 'jose';
import { expect, it } from 'vitest';
import { createCurfew, type LogoutRules } from '../../src/index.ts';
import { createHandler, type Handler } from '../../src/http/index.ts';
import { memory } from '../../src/stores/memory/index.ts';
import { sqlite } from '../../src/stores/sqlite/index.ts';
import { IdentityProvider, providerKey, trusting } from '../support/identity-provider.ts';
import { codeOf, overriding, pause, until, watched } from '../support/node.ts';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const RULES: LogoutRules = { audience: 'my-client' };

/** A logout token for the session `s1` of alice; `claims` and `header` take the place of what it would say. */
function logoutToken(
  provider: IdentityProvider,
  claims: Record<string, unknown> = {},
  header: Record<string, unknown> = {},
): Promise<string> {
  const exp = Math.floor(Date.now() / 1_000) + 120;
  const all = { aud: 'my-client', sid: 's1', exp, events: { [EVENT]: {} }, ...claims };
  return provider.token(all, { typ: 'logout+jwt', ...header });
}

/** A logout token signed with what everybody knows (RFC 8725, 2.1). */
async function symmetric(provider: IdentityProvider, body: string): Promise<string> {
  const secret = new TextEncoder().encode(JSON.stringify(provider.keys[0]?.public));
  return new CompactSign(Buffer.from(body, 'base64url'))
    .setProtectedHeader({ alg: 'HS256', kid: 'first', typ: 'logout+jwt' })
    .sign(secret);
}

function post(handler: Handler, body: string | URLSearchParams): Promise<Response> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return handler.answer(
    new Request('http://api.test/backchannel-logout', { method: 'POST', body: String(body), headers }),
  );
}

function send(handler: Handler, token: string): Promise<Response> {
  return post(handler, new URLSearchParams({ logout_token: token, state: 'ignored' }));
}

it('ends the session that a sid names, on every node before it answers, and no other', async () => {
  await using provider = await IdentityProvider.start();
  const store = memory();
  await using a = trusting(provider, { store });
  await using b = trusting(provider, { store });
  const dead = [await provider.token({ sid: 's1' }), await provider.token({ sid: 's1', azp: 'other' })];
  const alive = await provider.token({ sid: 's2' });
  for (const node of [a, b]) for (const token of [...dead, alive]) await node.verify(token);
  const { signal } = await b.verify(dead[0] ?? '');
  const answer = await send(createHandler(a, { backchannel: RULES }), await logoutToken(provider));
  const codes = await Promise.all([a, b].flatMap((node) => dead.map((token) => codeOf(node.verify(token)))));
  expect(signal.aborted, 'what hangs on it has ended before the answer').toBe(true);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toContain('no-store');
  expect(await answer.text()).toBe('');
  expect(new Set(codes)).toEqual(new Set(['ERR_TOKEN_REVOKED']));
  for (const node of [a, b]) expect((await node.verify(alive)).subject).toBe('alice');
});

it('answers only when a node that is slow to hear of it no longer accepts the token', async () => {
  await using provider = await IdentityProvider.start();
  const store = memory();
  let isDeaf = false;
  const deaf = overriding(store, {
    async changes(after, options) {
      const news = await store.changes(after, options);
      return isDeaf ? new Promise<never>(() => undefined) : news;
    },
  });
  await using a = trusting(provider, { store });
  await using b = trusting(provider, { store: deaf });
  const token = await provider.token({ sid: 's1' });
  for (const node of [a, b]) await node.verify(token);
  isDeaf = true;
  let isAnswered = false;
  const logout = await logoutToken(provider);
  const answer = send(createHandler(a, { backchannel: RULES }), logout).finally(() => (isAnswered = true));
  let accepted = 0;
  for (let wasAnswered = false; !wasAnswered; await pause(5)) {
    wasAnswered = isAnswered;
    const code = await codeOf(b.verify(token));
    if (code === 'fulfilled') accepted += 1;
    if (wasAnswered) expect(code).not.toBe('fulfilled');
  }
  expect(accepted, 'it was accepted for a while').toBeGreaterThan(3);
  expect((await answer).status).toBe(200);
});

it('remembers the end of a session that no node has met, and of one that it ended before', async () => {
  await using provider = await IdentityProvider.start();
  await using curfew = trusting(provider);
  const handler = createHandler(curfew, { backchannel: RULES });
  for (let time = 0; time < 2; time += 1) {
    expect((await send(handler, await logoutToken(provider))).status).toBe(200);
    expect(await codeOf(curfew.verify(await provider.token({ sid: 's1' })))).toBe('ERR_TOKEN_REVOKED');
  }
  expect(await codeOf(curfew.verify(await provider.token({ sid: 's2' })))).toBe('fulfilled');
});

it('ends all sessions of a subject when there is no sid, and of nobody else', async () => {
  await using provider = await IdentityProvider.start();
  await using curfew = trusting(provider);
  const dead = [
    await provider.token({ sid: 's1' }),
    await provider.token(),
    await provider.token({ sid: 's2' }),
  ];
  const bob = await provider.token({ sub: 'bob' });
  for (const token of [...dead.slice(0, 2), bob]) await curfew.verify(token);
  const handler = createHandler(curfew, { backchannel: RULES });
  expect((await send(handler, await logoutToken(provider, { sid: undefined }))).status).toBe(200);
  for (const token of dead) expect(await codeOf(curfew.verify(token))).toBe('ERR_TOKEN_REVOKED');
  expect(await codeOf(curfew.verify(bob))).toBe('fulfilled');
});

it('ends all sessions of the subject for a provider whose access tokens carry no sid', async () => {
  await using provider = await IdentityProvider.start();
  await using curfew = trusting(provider);
  const handler = createHandler(curfew, { backchannel: { ...RULES, ends: 'subject' } });
  const token = await provider.token();
  await curfew.verify(token);
  expect((await send(handler, await logoutToken(provider, { sub: undefined }))).status).toBe(400);
  expect((await send(handler, await logoutToken(provider))).status).toBe(200);
  expect(await codeOf(curfew.verify(token))).toBe('ERR_TOKEN_REVOKED');
});

it('answers 400 and revokes nothing for a logout token of which any clause is broken', async () => {
  await using provider = await IdentityProvider.start();
  await using curfew = trusting(provider);
  const handler = createHandler(curfew, { backchannel: RULES });
  const token = await provider.token({ sid: 's1' });
  await curfew.verify(token);
  const now = Math.floor(Date.now() / 1_000);
  const stranger = await providerKey('first');
  const good = await logoutToken(provider);
  const [head = '', body = '', signature = ''] = good.split('.');
  const unsigned = btoa('{"alg":"none"}').replaceAll('=', '');
  const claims: [string, Record<string, unknown>][] = [
    ['iss of nobody trusted', { iss: 'https://evil.test/' }],
    ['no iss', { iss: undefined }],
    ['aud of another client', { aud: 'other-client' }],
    ['aud of the API', { aud: 'api' }],
    ['aud of others beside', { aud: ['my-client', 'other-client'] }],
    ['empty aud', { aud: [] }],
    ['no aud', { aud: undefined }],
    ['no iat', { iat: undefined }],
    ['iat in the future', { iat: now + 600, exp: now + 700 }],
    ['iat that is no number', { iat: String(now) }],
    ['no exp', { exp: undefined }],
    ['expired', { iat: now - 600, exp: now - 300 }],
    ['good for days', { exp: now + 200_000 }],
    ['no jti', { jti: undefined }],
    ['jti that is no text', { jti: 5 }],
    ['no events', { events: undefined }],
    ['events that are a list', { events: [EVENT] }],
    ['another event', { events: { 'https://evil.test/event': {} } }],
    ['event that is no object', { events: { [EVENT]: true } }],
    ['a nonce', { nonce: 'n' }],
    ['an empty nonce', { nonce: null }],
    ['neither sub nor sid', { sub: undefined, sid: undefined }],
    ['jti that is huge', { jti: 'j'.repeat(1_025) }],
    ['an empty jti', { jti: '' }],
    ['aud that is no text', { aud: [5] }],
    ['aud that is an object', { aud: { 'my-client': 1 } }],
    ['exp that is no number', { exp: String(now + 60) }],
    ['exp with a fraction', { exp: now + 0.5 }],
    ['iat below zero', { iat: -1 }],
    ['events of nothing', { events: {} }],
    ['event that is null', { events: { [EVENT]: null } }],
    ['event that is a list', { events: { [EVENT]: [] } }],
    ['event of the prototype', { events: Object.create({ [EVENT]: {} }) }],
    ['sid that is empty', { sid: '' }],
    ['sid that is huge', { sid: 's'.repeat(1_025) }],
    ['sid that is null', { sid: null }],
    ['sub that is empty', { sub: '' }],
    ['sub that is huge', { sub: 's'.repeat(1_025), sid: undefined }],
    ['sid that is no text', { sid: 5 }],
    ['sub that is no text', { sub: { a: 1 } }],
    ['sid of somebody else', { sub: 'bob' }],
    ['sub that is a token', { sub: good, sid: undefined }],
  ];
  const texts: [string, string][] = [
    ['typ of an access token', await logoutToken(provider, {}, { typ: 'at+jwt' })],
    ['typ of a security event', await logoutToken(provider, {}, { typ: 'secevent+jwt' })],
    ['unknown key', await logoutToken(provider, { iat: now - 10 }, { kid: 'nobody' })],
    ['a key of its own', await logoutToken(provider, {}, { jwk: stranger.public })],
    [
      'key of a stranger',
      await provider.token(
        { aud: 'my-client', sid: 's1', events: { [EVENT]: {} } },
        { typ: 'logout+jwt' },
        stranger,
      ),
    ],
    ['alg none', `${unsigned}.${body}.`],
    ['alg none with a signature', `${unsigned}.${body}.${signature}`],
    ['a signature cut short', `${head}.${body}.${signature.slice(0, -4)}`],
    ['signed with the public key as a secret', await symmetric(provider, body)],
    ['a key to be fetched', await logoutToken(provider, {}, { jku: provider.jwks })],
    ['huge', await logoutToken(provider, { pad: 'x'.repeat(9_000) })],
    ['encrypted', `${good}.${head}.${head}`],
    ['an access token', token],
    ['nothing', ''],
    ['rubbish', 'logout'],
  ];
  for (const [what, broken] of claims) texts.push([what, await logoutToken(provider, broken)]);
  for (const [what, text] of texts) {
    const answer = await send(handler, text);
    expect(answer.status, what).toBe(400);
    expect(answer.headers.get('cache-control'), what).toContain('no-store');
    expect(await answer.json(), what).toMatchObject({
      error: 'invalid_request',
      error_description: expect.any(String),
    });
    expect(await codeOf(curfew.verify(token)), what).toBe('fulfilled');
  }
  for (const form of [
    '',
    'logout_token=a&logout_token=b',
    `token=${good}`,
    `logout_token=${'a'.repeat(20_000)}`,
  ]) {
    expect((await post(handler, form)).status, form.slice(0, 30)).toBe(400);
  }
  expect(await codeOf(curfew.verify(token))).toBe('fulfilled');
  expect((await send(handler, good)).status).toBe(200);
  expect(await codeOf(curfew.verify(token))).toBe('ERR_TOKEN_REVOKED');
});

it('accepts other events and unknown claims beside, and an audience in a list', async () => {
  await using provider = await IdentityProvider.start();
  await using curfew = trusting(provider);
  const handler = createHandler(curfew, { backchannel: { ...RULES, audience: ['other', 'my-client'] } });
  const now = Math.floor(Date.now() / 1_000);
  for (const claims of [
    { events: { [EVENT]: { reason: 'x' }, 'https://example.com/more': {} } },
    { aud: ['my-client'] },
    { aud: ['other', 'my-client'] },
    { iat: now + 30, exp: now + 90 },
    { iat: now - 90, exp: now - 30 },
    { trace_id: 'x', jti: 'j'.repeat(1_024) },
  ])
    expect((await send(handler, await logoutToken(provider, claims))).status, JSON.stringify(claims)).toBe(
      200,
    );
});

it('accepts one without typ or exp only where it is told to', async () => {
  await using provider = await IdentityProvider.start();
  await using curfew = trusting(provider);
  const loose = createHandler(curfew, { backchannel: { ...RULES, requireExp: false } });
  const strict = createHandler(curfew, { backchannel: { ...RULES, requireTyp: 'strict' } });
  for (const typ of [undefined, 'JWT']) {
    expect((await send(strict, await logoutToken(provider, {}, { typ }))).status).toBe(400);
    expect((await send(loose, await logoutToken(provider, {}, { typ }))).status).toBe(200);
  }
  expect(
    (await send(strict, await logoutToken(provider, {}, { typ: 'application/logout+jwt' }))).status,
  ).toBe(200);
  const now = Math.floor(Date.now() / 1_000);
  expect((await send(loose, await logoutToken(provider, { exp: undefined }))).status).toBe(200);
  expect((await send(loose, await logoutToken(provider, { exp: undefined, iat: now - 600 }))).status).toBe(
    400,
  );
  expect((await send(loose, await logoutToken(provider, { exp: 'soon' }))).status).toBe(400);
});

it.each([
  ['memory', () => memory()],
  ['sqlite', () => sqlite(':memory:')],
])('carries a logout token out once, whichever node gets it again (%s)', async (_name, open) => {
  await using provider = await IdentityProvider.start();
  const store = open();
  await using a = trusting(provider, { store });
  await using b = trusting(provider, { store });
  await a.revoke('everything');
  const token = await logoutToken(provider, { sid: undefined });
  expect((await send(createHandler(a, { backchannel: RULES }), token)).status).toBe(200);
  const later = Math.floor(Date.now() / 1_000) + 1;
  await until(() => Date.now() >= later * 1_000);
  const fresh = await provider.token({ iat: later, exp: later + 300 });
  expect(await codeOf(a.verify(fresh))).toBe('fulfilled');
  for (const node of [a, b]) {
    const again = await send(createHandler(node, { backchannel: RULES }), token);
    expect(again.status).toBe(400);
    expect(await again.text()).toContain('received before');
    expect(await codeOf(node.verify(fresh))).toBe('fulfilled');
  }
});

it('never says that it is done when nothing was recorded, and goes on until it is', async () => {
  await using provider = await IdentityProvider.start();
  const { store, disturb } = watched(memory());
  await using curfew = trusting(provider, { store });
  const handler = createHandler(curfew, { backchannel: RULES });
  const [token, bystander] = [await provider.token({ sid: 's1' }), await provider.token({ sid: 's2' })];
  for (const one of [token, bystander]) await curfew.verify(one);
  let told = 0;
  curfew.on('unfinished', ({ issuer }) => (told += issuer === provider.issuer ? 1 : 0));
  disturb('fail', ['append']);
  const answer = await send(handler, await logoutToken(provider));
  expect(answer.status).toBe(400);
  expect(answer.headers.get('retry-after')).toBe('1');
  expect(await answer.json()).toMatchObject({ error: 'temporarily_unavailable' });
  expect(told).toBe(1);
  expect(await codeOf(curfew.verify(token))).toBe('fulfilled');
  disturb('none');
  await until(async () => (await codeOf(curfew.verify(token))) === 'ERR_TOKEN_REVOKED');
  expect(await codeOf(curfew.verify(bystander))).toBe('fulfilled');
});

it('goes on with a logout once, however often it came, and not when it has been recorded since', async () => {
  await using provider = await IdentityProvider.start();
  const store = memory();
  const here = watched(store);
  await using a = trusting(provider, { store: here.store });
  await using b = trusting(provider, { store });
  const [first, second] = [
    createHandler(a, { backchannel: RULES }),
    createHandler(b, { backchannel: RULES }),
  ];
  const now = Math.floor(Date.now() / 1_000);
  const before = await provider.token({ sid: 's1', auth_time: now - 60 });
  await a.verify(before);
  let told = 0;
  a.on('unfinished', () => (told += 1));
  const logout = await logoutToken(provider, { sid: undefined });
  here.disturb('fail', ['append']);
  for (let time = 0; time < 3; time += 1) expect((await send(first, logout)).status).toBe(400);
  expect(told, 'it is one logout').toBe(1);
  expect((await send(second, logout)).status, 'the provider tries another node').toBe(200);
  expect(await codeOf(b.verify(before))).toBe('ERR_TOKEN_REVOKED');
  const later = Math.floor(Date.now() / 1_000) + 1;
  await until(() => Date.now() >= later * 1_000);
  const again = await provider.token({ sid: 's2', iat: later, exp: later + 300, auth_time: later });
  await b.verify(again);
  const asked = here.calls['find'] ?? 0;
  const appended = here.calls['append'] ?? 0;
  here.disturb('none');
  await until(() => (here.calls['find'] ?? 0) > asked);
  await pause(50);
  expect(here.calls['append'] ?? 0, 'nothing is recorded a second time').toBe(appended);
  for (const one of [a, b]) expect(await codeOf(one.verify(again)), 'who is back in').toBe('fulfilled');
});

it('answers 400 when the keys of the provider cannot be had, and revokes nothing', async () => {
  await using provider = await IdentityProvider.start();
  provider.broken = (answer) => (answer.status = 500);
  await using curfew = trusting(provider);
  const answer = await send(createHandler(curfew, { backchannel: RULES }), await logoutToken(provider));
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ error: 'temporarily_unavailable' });
  provider.broken = undefined;
});

it('refuses the logout token of an issuer whose tokens somebody else verifies', async () => {
  await using provider = await IdentityProvider.start();
  const trust = [{ issuer: provider.issuer, verify: () => undefined }];
  await using curfew = createCurfew({ store: memory(), trust });
  const answer = await send(createHandler(curfew, { backchannel: RULES }), await logoutToken(provider));
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain('not one whose keys are trusted');
});

it('never takes a logout token for an access token, whatever it says it is', async () => {
  await using provider = await IdentityProvider.start();
  await using curfew = trusting(provider);
  for (const typ of [undefined, 'JWT', 'at+jwt', 'logout+jwt']) {
    const token = await logoutToken(provider, { aud: ['api', 'my-client'] }, { typ });
    expect(await codeOf(curfew.verify(token))).toBe('ERR_TOKEN_INVALID');
  }
});

it('is there only when it is asked for, by POST, and refuses wrong rules at boot', async () => {
  await using provider = await IdentityProvider.start();
  await using curfew = trusting(provider);
  expect((await send(createHandler(curfew), 'x')).status).toBe(404);
  const handler = createHandler(curfew, { backchannel: RULES });
  expect((await handler.answer(new Request('http://api.test/backchannel-logout'))).status).toBe(405);
  for (const wrong of [
    {},
    { audience: [] },
    { audience: '' },
    { ...RULES, requireTyp: 'no' },
    { ...RULES, ends: 'all' },
    { ...RULES, requireExp: 'no' },
    { ...RULES, aud: 'x' },
  ]) {
    expect(() => createHandler(curfew, { backchannel: wrong as LogoutRules }), JSON.stringify(wrong)).toThrow(
      /backchannel/,
    );
  }
});
