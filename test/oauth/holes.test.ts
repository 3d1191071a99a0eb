import { expect, it } from 'vitest';
import { generateKey, type ForeignClaims, type Store } from '../../src/index.ts';
import { memory } from '../../src/stores/memory/index.ts';
import { TestApp } from '../support/app.ts';
import { TestClock } from '../support/clock.ts';
import { codeOf, node, overriding, watched } from '../support/node.ts';
import { ask, CLIENTS } from './clients.ts';

const oauth = { clients: CLIENTS };
const DEAD = '{"active":false}';
const alice = { subject: 'alice', client: 'web app:1' };

it('tells of tokens of a trusted issuer, and revokes none: a client_id there is not the one here', async () => {
  const iat = Math.floor(Date.now() / 1_000);
  const claims: ForeignClaims = {
    iss: 'https://idp.test',
    sub: 'alice',
    iat,
    exp: iat + 300,
    sid: 's',
    jti: 'j',
    client_id: 'web app:1',
    scope: ['not', 'a', 'text'],
  };
  const trust = [
    { issuer: 'https://idp.test', verify: (token: string) => (token === 'theirs' ? claims : undefined) },
  ];
  await using curfew = await node({ trust });
  await using app = await TestApp.start(curfew, { oauth });
  const told = async (): Promise<string> => (await ask(app, 'introspect', { token: 'theirs' })).text();
  expect(JSON.parse(await told())).toEqual({
    active: true,
    iss: 'https://idp.test',
    sub: 'alice',
    client_id: 'web app:1',
    token_type: 'Bearer',
    iat,
    exp: iat + 300,
    sid: 's',
    jti: 'j',
  });
  expect((await ask(app, 'revoke', { token: 'theirs' })).status).toBe(200);
  expect(await codeOf(curfew.verify('theirs'))).toBe('fulfilled');
  await curfew.logout('theirs');
  expect(await told()).toBe(DEAD);
});

it('knows the refresh tokens of its own issuer alone, though another one shares store and keys', async () => {
  const store = memory();
  const keys = await generateKey();
  await using other = await node({ store, issuer: { name: 'https://other.test', audience: 'api', keys } });
  await using curfew = await node({ store, issuer: { name: 'https://api.test', audience: 'api', keys } });
  await using app = await TestApp.start(curfew, { oauth });
  const { refreshToken } = await other.issue(alice);
  expect(await (await ask(app, 'introspect', { token: refreshToken })).text()).toBe(DEAD);
  expect((await ask(app, 'revoke', { token: refreshToken })).status).toBe(200);
  expect(await codeOf(other.refresh(refreshToken))).toBe('fulfilled');
});

it('remembers the end of a session that the store has forgotten', async () => {
  const real = memory();
  let forgotten: Awaited<ReturnType<Store['session']>>;
  const store = overriding(real, { session: async (sid) => forgotten ?? real.session(sid) });
  await using curfew = await node({ store });
  await using app = await TestApp.start(curfew, { oauth });
  const { refreshToken, session } = await curfew.issue(alice);
  const before = await real.session(session);
  await curfew.logout(refreshToken);
  forgotten = before;
  expect(await (await ask(app, 'introspect', { token: refreshToken })).text()).toBe(DEAD);
});

it('says of no refresh token that it is alive while the node cannot prove that it is fresh', async () => {
  const clock = new TestClock();
  const { store, disturb } = watched(memory());
  await using curfew = await node({ store, clock });
  await using app = await TestApp.start(curfew, { oauth });
  const { refreshToken } = await curfew.issue(alice);
  expect((await ask(app, 'introspect', { token: refreshToken })).status).toBe(200);
  disturb('fail', ['changes']);
  clock.advance(5_000);
  expect((await ask(app, 'introspect', { token: refreshToken })).status).toBe(503);
});

it('knows nothing of what is no text', async () => {
  await using curfew = await node();
  const given: unknown[] = [undefined, null, 7, {}, ['x']];
  for (const one of given) expect(await curfew.introspect(one as string)).toBeUndefined();
});

it('answers to an unknown token when no node can know it any more', async () => {
  await using curfew = await node({ staleness: 2_000 });
  await using app = await TestApp.start(curfew, { oauth });
  await curfew.ready();
  const started = performance.now();
  expect((await ask(app, 'revoke', { token: 'unknown' })).status).toBe(200);
  expect(performance.now() - started).toBeGreaterThan(1_500);
});
