import { expect, it } from 'vitest';
import { ALLOW_KEYS_FROM_A_PRIVATE_NETWORK, type Curfew, type SecurityEvent } from '../../src/index.ts';
import { createHandler, type EventOptions, type Handler } from '../../src/http/index.ts';
import { memory } from '../../src/stores/memory/index.ts';
import { IdentityProvider, providerKey, trusting } from '../support/identity-provider.ts';
import { codeOf, node, until, watched } from '../support/node.ts';

const CAEP = 'https://schemas.openid.net/secevent/caep/event-type/';
const RISC = 'https://schemas.openid.net/secevent/risc/event-type/';
const REVOKED = `${CAEP}session-revoked`;
const VERIFICATION = 'https://schemas.openid.net/secevent/ssf/event-type/verification';
const RULES: EventOptions = { audience: 'https://api.test/events' };

/** A security event token about alice; `claims` and `header` take the place of what it would say. */
function eventToken(
  provider: IdentityProvider,
  claims: Record<string, unknown> = {},
  header: Record<string, unknown> = {},
): Promise<string> {
  const all = {
    aud: RULES.audience,
    sub: undefined,
    exp: undefined,
    sub_id: { format: 'iss_sub', iss: provider.issuer, sub: 'alice' },
    events: { [REVOKED]: { reason_admin: { en: 'policy' } } },
    ...claims,
  };
  return provider.token(all, { typ: 'secevent+jwt', ...header });
}

function push(handler: Handler, body: string, more: Record<string, string> = {}): Promise<Response> {
  const headers = { 'content-type': 'application/secevent+jwt', accept: 'application/json', ...more };
  return handler.answer(new Request('http://api.test/events', { method: 'POST', body, headers }));
}

/** Whether each of some tokens is alive. */
function alive(curfew: Curfew, tokens: readonly string[]): Promise<boolean[]> {
  return Promise.all(tokens.map(async (token) => (await codeOf(curfew.verify(token))) === 'fulfilled'));
}

it.each([REVOKED, `${RISC}sessions-revoked`])(
  'ends all sessions of the subject of %s, and answers 202',
  async (type) => {
    await using provider = await IdentityProvider.start();
    const store = memory();
    await using a = trusting(provider, { store });
    await using b = trusting(provider, { store });
    const tokens = [
      await provider.token({ sid: 's1' }),
      await provider.token(),
      await provider.token({ sub: 'bob' }),
    ];
    for (const one of [a, b]) expect(await alive(one, tokens)).toEqual([true, true, true]);
    const answer = await push(
      createHandler(a, { events: RULES }),
      await eventToken(provider, { events: { [type]: {} } }),
    );
    expect(answer.status).toBe(202);
    expect(await answer.text()).toBe('');
    for (const one of [a, b]) expect(await alive(one, tokens)).toEqual([false, false, true]);
  },
);

it('understands whom a subject means', async () => {
  await using provider = await IdentityProvider.start();
  const { issuer } = provider;
  const user = { format: 'iss_sub', iss: issuer, sub: 'alice' };
  const session = { format: 'opaque', id: 's1' };
  const tenant = { format: 'opaque', id: 'acme' };
  const people = [
    { sid: 's1', tid: 'acme' },
    { sid: 's2', tid: 'other' },
    { sid: 's3', jti: 'j3' },
    { sub: 'bob', sid: 's4', tid: 'acme' },
  ];
  const cases: [string, object, boolean[]][] = [
    ['a session', session, [false, true, true, true]],
    ['a token', { format: 'jwt_id', iss: issuer, jti: 'j3' }, [true, true, false, true]],
    ['a user', { format: 'complex', user }, [false, false, false, true]],
    ['a session of a user', { format: 'complex', user, session }, [false, true, true, true]],
    [
      'a session of somebody else',
      { format: 'complex', user: { ...user, sub: 'bob' }, session },
      [true, true, true, true],
    ],
    ['a user in a tenant', { format: 'complex', user, tenant }, [false, true, true, true]],
    ['a tenant', { format: 'complex', tenant }, [false, true, true, false]],
    [
      'a user with a device',
      { format: 'complex', user, device: { format: 'opaque', id: 'd' } },
      [false, false, false, true],
    ],
    [
      'one of two names',
      { format: 'aliases', identifiers: [session, { format: 'opaque', id: 's4' }] },
      [false, true, true, false],
    ],
    [
      'a session of another tenant',
      { format: 'complex', session, tenant: { format: 'opaque', id: 'other' } },
      [true, true, true, true],
    ],
    ['a session of a tenant', { format: 'complex', user, session, tenant }, [false, true, true, true]],
    [
      'names of which some are not known',
      {
        format: 'aliases',
        identifiers: [
          { format: 'iss_sub', iss: 'https://other.test/', sub: 'bob' },
          { format: 'opaque' },
          { format: 'aliases', identifiers: [{ format: 'opaque', id: 's4' }] },
          session,
        ],
      },
      [false, true, true, true],
    ],
    ['an address', { format: 'email', email: 'alice@example.com' }, [false, false, false, true]],
    ['an address of nobody', { format: 'email', email: 'eve@example.com' }, [true, true, true, true]],
  ];
  for (const [what, sub_id, expected] of cases) {
    await using curfew = trusting(provider);
    const resolve: EventOptions['resolve'] = ({ email }, iss) =>
      email === 'alice@example.com' ? { subject: 'alice', issuer: iss } : undefined;
    const handler = createHandler(curfew, { events: { ...RULES, resolve } });
    const tokens = await Promise.all(people.map((claims) => provider.token(claims)));
    await alive(curfew, tokens);
    expect((await push(handler, await eventToken(provider, { sub_id }))).status, what).toBe(202);
    expect(await alive(curfew, tokens), what).toEqual(expected);
  }
});

it('ends sessions of one’s own issuer where the application says whose they are', async () => {
  await using provider = await IdentityProvider.start();
  const { issuer, jwks } = provider;
  await using curfew = await node({
    trust: [{ issuer, audience: 'api', jwks, [ALLOW_KEYS_FROM_A_PRIVATE_NETWORK]: true }],
  });
  const [own, other] = [await curfew.issue({ subject: 'user-1' }), await curfew.issue({ subject: 'user-2' })];
  const events: EventOptions = { ...RULES, resolve: async () => ({ subject: 'user-1' }) };
  const sub_id = { format: 'account', uri: 'acct:alice@example.com' };
  expect((await push(createHandler(curfew, { events }), await eventToken(provider, { sub_id }))).status).toBe(
    202,
  );
  expect(await alive(curfew, [own.accessToken, other.accessToken])).toEqual([false, true]);
});

it('asks the application about every other event, and acknowledges it either way', async () => {
  await using provider = await IdentityProvider.start();
  await using curfew = trusting(provider);
  const told: SecurityEvent[] = [];
  const decide = (event: SecurityEvent): boolean => {
    told.push(event);
    return event.details['change_type'] === 'revoke' || event.type.endsWith('account-disabled');
  };
  const handler = createHandler(curfew, { events: { ...RULES, decide } });
  const token = await provider.token({ sid: 's1' });
  const [change, disabled] = [`${CAEP}credential-change`, `${RISC}account-disabled`];
  for (const [events, isAlive] of [
    [{ 'https://example.com/unknown': {} }, true],
    [{ [change]: { change_type: 'create', credential_type: 'app' } }, true],
    [{ [change]: { change_type: 'revoke', credential_type: 'password' } }, false],
  ] as const) {
    expect((await push(handler, await eventToken(provider, { events }))).status).toBe(202);
    expect(await alive(curfew, [token])).toEqual([isAlive]);
  }
  expect(told.at(-1)).toMatchObject({ issuer: provider.issuer, type: change, subject: { sub: 'alice' } });
  const bob = await provider.token({ sub: 'bob' });
  const about = {
    events: { [disabled]: { reason: 'hijacking' } },
    sub_id: { format: 'iss_sub', iss: provider.issuer, sub: 'bob' },
  };
  expect(
    (await push(createHandler(curfew, { events: RULES }), await eventToken(provider, about))).status,
  ).toBe(202);
  expect(await alive(curfew, [bob]), 'nobody said that it should end anything').toEqual([true]);
  expect((await push(handler, await eventToken(provider, about))).status).toBe(202);
  expect(await alive(curfew, [bob])).toEqual([false]);
});

it('answers a verification, and refuses one whose state is not the one that was asked for', async () => {
  await using provider = await IdentityProvider.start();
  await using curfew = trusting(provider);
  const verify = (state: string | undefined, stream: string | undefined): boolean =>
    stream === 'stream-1' && (state === undefined || state === 'asked');
  const handler = createHandler(curfew, { events: { ...RULES, verify } });
  const sub_id = { format: 'opaque', id: 'stream-1' };
  for (const [details, status] of [
    [{}, 202],
    [{ state: 'asked' }, 202],
    [{ state: 'other' }, 400],
  ] as const) {
    const answer = await push(
      handler,
      await eventToken(provider, { sub_id, events: { [VERIFICATION]: details } }),
    );
    expect(answer.status).toBe(status);
    if (status === 400) expect(await answer.json()).toMatchObject({ err: 'invalid_state' });
  }
});

it('refuses what is no security event token for here, with the code of RFC 8935, and revokes nothing', async () => {
  await using provider = await IdentityProvider.start();
  await using curfew = trusting(provider);
  const handler = createHandler(curfew, { events: RULES });
  const token = await provider.token({ sid: 's1' });
  const now = Math.floor(Date.now() / 1_000);
  const about = (sub_id: unknown): Record<string, unknown> => ({ sub_id });
  const cases: [string, string, Record<string, unknown>, Record<string, unknown>?][] = [
    ['typ of a logout token', 'invalid_request', {}, { typ: 'logout+jwt' }],
    ['no typ', 'invalid_request', {}, { typ: undefined }],
    ['a sub', 'invalid_request', { sub: 'alice' }],
    ['an exp', 'invalid_request', { exp: now + 60 }],
    ['no events', 'invalid_request', { events: undefined }],
    ['two events', 'invalid_request', { events: { [REVOKED]: {}, [`${CAEP}credential-change`]: {} } }],
    ['event that is no object', 'invalid_request', { events: { [REVOKED]: 1 } }],
    ['no iat', 'invalid_request', { iat: undefined }],
    ['iat in the future', 'invalid_request', { iat: now + 600 }],
    ['older than any session', 'invalid_request', { iat: now - 40 * 86_400 }],
    ['no jti', 'invalid_request', { jti: undefined }],
    ['no subject', 'invalid_request', about(undefined)],
    ['a subject without format', 'invalid_request', about({ sub: 'alice' })],
    ['a subject that nobody knows', 'invalid_request', about({ format: 'email', email: 'a@b.c' })],
    [
      'names that nobody knows',
      'invalid_request',
      about({ format: 'aliases', identifiers: [{ format: 'email', email: 'a@b.c' }, { format: 'opaque' }] }),
    ],
    ['names that are none', 'invalid_request', about({ format: 'aliases', identifiers: ['alice'] })],
    [
      'too many names',
      'invalid_request',
      about({
        format: 'aliases',
        identifiers: Array.from({ length: 21 }, () => ({ format: 'opaque', id: 's1' })),
      }),
    ],
    ['a sub_id that is a list', 'invalid_request', about([{ format: 'opaque', id: 's1' }])],
    ['a huge jti', 'invalid_request', { jti: 'j'.repeat(1_025) }],
    ['events of nothing', 'invalid_request', { events: {} }],
    ['a subject without sub', 'invalid_request', about({ format: 'iss_sub', iss: provider.issuer })],
    [
      'a subject within a subject',
      'invalid_request',
      about({ format: 'complex', user: { format: 'complex' } }),
    ],
    [
      'a subject of another issuer',
      'access_denied',
      about({ format: 'iss_sub', iss: 'https://other.test/', sub: 'alice' }),
    ],
    ['another audience', 'invalid_audience', { aud: 'api' }],
    ['nobody trusted', 'invalid_issuer', { iss: 'https://evil.test/' }],
    ['unknown key', 'invalid_key', { iat: now - 10 }, { kid: 'nobody' }],
  ];
  for (const [what, err, claims, header] of cases) {
    const answer = await push(handler, await eventToken(provider, claims, header));
    expect(answer.status, what).toBe(400);
    expect(await answer.json(), what).toMatchObject({ err, description: expect.any(String) });
    expect(await alive(curfew, [token]), what).toEqual([true]);
  }
  const forged = await provider.token(
    { aud: RULES.audience, sub: undefined, exp: undefined, sub_id: {}, events: {} },
    { typ: 'secevent+jwt' },
    await providerKey('first'),
  );
  expect(await (await push(handler, forged)).json()).toMatchObject({ err: 'invalid_key' });
  const good = await eventToken(provider);
  expect((await push(handler, good, { 'content-type': 'application/json' })).status).toBe(400);
  for (const text of ['', 'rubbish', token]) expect((await push(handler, text)).status).toBe(400);
  expect(await alive(curfew, [token])).toEqual([true]);
  expect((await push(handler, good)).status).toBe(202);
  expect(await alive(curfew, [token])).toEqual([false]);
});

it('asks for the header of the stream', async () => {
  await using provider = await IdentityProvider.start();
  await using curfew = trusting(provider);
  const handler = createHandler(curfew, { events: { ...RULES, authorization: 'Bearer stream-secret' } });
  const token = await provider.token({ sid: 's1' });
  for (const authorization of [undefined, 'Bearer stream-secres', 'stream-secret', 'Bearer stream-secret2']) {
    const answer = await push(
      handler,
      await eventToken(provider),
      authorization === undefined ? {} : { authorization },
    );
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ err: 'authentication_failed' });
  }
  expect(await alive(curfew, [token])).toEqual([true]);
  expect(
    (await push(handler, await eventToken(provider), { authorization: 'Bearer stream-secret' })).status,
  ).toBe(202);
  expect(await alive(curfew, [token])).toEqual([false]);
});

it('carries an event out once, and answers a second time as if it had', async () => {
  await using provider = await IdentityProvider.start();
  await using curfew = trusting(provider);
  const handler = createHandler(curfew, { events: RULES });
  const event = await eventToken(provider);
  expect((await push(handler, event)).status).toBe(202);
  const later = Math.floor(Date.now() / 1_000) + 1;
  await until(() => Date.now() >= later * 1_000);
  const fresh = await provider.token({ iat: later, exp: later + 300 });
  expect(await alive(curfew, [fresh])).toEqual([true]);
  expect((await push(handler, event)).status).toBe(202);
  expect(await alive(curfew, [fresh])).toEqual([true]);
});

it.each(['resolve', 'decide', 'verify'] as const)('acknowledges nothing when %s fails', async (hook) => {
  await using provider = await IdentityProvider.start();
  await using curfew = trusting(provider);
  const failing = { ...RULES, [hook]: () => Promise.reject(new Error('the database is down')) };
  const type = { resolve: REVOKED, decide: `${CAEP}credential-change`, verify: VERIFICATION }[hook];
  const sub_id = { format: 'email', email: 'alice@example.com' };
  const event = await eventToken(provider, { sub_id, events: { [type]: {} } });
  const answer = await push(createHandler(curfew, { events: failing }), event).catch(
    (error: unknown) => error,
  );
  expect(answer instanceof Response ? answer.status : 500).toBe(500);
  const resolve: EventOptions['resolve'] = () => ({ subject: 'alice', issuer: provider.issuer });
  const mended = createHandler(curfew, { events: { ...RULES, resolve } });
  expect((await push(mended, event)).status, 'it is no repetition').toBe(202);
  expect(await alive(curfew, [await provider.token()])).toEqual([hook !== 'resolve']);
});

it('answers 503 for what could not be recorded, so that it is sent again', async () => {
  await using provider = await IdentityProvider.start();
  const { store, disturb } = watched(memory());
  await using curfew = trusting(provider, { store });
  const handler = createHandler(curfew, { events: RULES });
  const [token, event] = [await provider.token({ sid: 's1' }), await eventToken(provider)];
  await curfew.verify(token);
  disturb('fail', ['append']);
  const answer = await push(handler, event);
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('1');
  disturb('none');
  expect(await alive(curfew, [token])).toEqual([true]);
  expect((await push(handler, event)).status).toBe(202);
  expect(await alive(curfew, [token])).toEqual([false]);
});

it('is there only when it is asked for, and refuses wrong options at boot', async () => {
  await using provider = await IdentityProvider.start();
  await using curfew = trusting(provider);
  expect((await push(createHandler(curfew), 'x')).status).toBe(404);
  for (const wrong of [
    {},
    { audience: [] },
    { ...RULES, authorization: '' },
    { ...RULES, decide: true },
    { ...RULES, aud: 'x' },
  ])
    expect(() => createHandler(curfew, { events: wrong as EventOptions })).toThrow(/events/);
});
