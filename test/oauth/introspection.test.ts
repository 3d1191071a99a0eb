import { describe, expect, it } from 'vitest';
import { generateKey, type Curfew } from '../../src/index.ts';
import { memory } from '../../src/stores/memory/index.ts';
import { TestApp } from '../support/app.ts';
import { TestClock } from '../support/clock.ts';
import { codeOf, node, until, watched } from '../support/node.ts';
import { ask, basic, CLIENTS } from './clients.ts';

const oauth = { clients: CLIENTS };
const DEAD = '{"active":false}';

async function introspect(app: TestApp, token: string, authorization?: string): Promise<string> {
  const response = await ask(app, 'introspect', { token }, authorization);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json']);
  expect(response.headers.get('cache-control')).toBe('no-store');
  return response.text();
}

const login = (curfew: Curfew, claims: object = {}): ReturnType<Curfew['issue']> =>
  curfew.issue({ subject: 'alice', client: 'web app:1', tenant: 'acme', claims });

describe('POST /introspect (RFC 7662)', () => {
  it('tells what a live access token is, and nothing of what the application put into it', async () => {
    await using curfew = await node();
    await using app = await TestApp.start(curfew, { oauth });
    const { accessToken, session } = await login(curfew, { scope: 'read write', secret: 'x', username: 7 });
    const { claims, token } = await curfew.verify(accessToken);
    expect(JSON.parse(await introspect(app, accessToken))).toEqual({
      active: true,
      iss: 'https://api.test',
      sub: 'alice',
      aud: 'api',
      client_id: 'web app:1',
      tenant: 'acme',
      iat: claims['iat'],
      exp: claims['exp'],
      auth_time: claims['auth_time'],
      jti: token,
      sid: session,
      scope: 'read write',
      token_type: 'Bearer',
    });
  });

  it('says exactly {"active":false} of what was revoked, has expired, is unknown or malformed', async () => {
    const clock = new TestClock();
    await using curfew = await node({ clock });
    await using app = await TestApp.start(curfew, { oauth });
    const one = await login(curfew);
    const two = await login(curfew);
    expect(await introspect(app, one.accessToken)).not.toBe(DEAD);
    await curfew.logout(one.accessToken);
    const forged = `${two.refreshToken.slice(0, -4)}AAAA`;
    for (const token of [
      one.accessToken,
      one.refreshToken,
      `${two.accessToken}x`,
      `${two.refreshToken}x`,
      forged,
      'x',
    ])
      expect(await introspect(app, token)).toBe(DEAD);
    expect(await introspect(app, two.accessToken)).not.toBe(DEAD);
    clock.advance(300_000);
    expect(await introspect(app, two.accessToken)).toBe(DEAD);
    expect(await introspect(app, two.refreshToken)).not.toBe(DEAD);
    await curfew.revoke({ subject: 'alice' });
    expect(await introspect(app, two.refreshToken)).toBe(DEAD);
  });

  it('says it on every node, the moment the logout is answered', async () => {
    const store = memory();
    await using here = await node({ store });
    await using there = await node({ store });
    await using app = await TestApp.start(there, { oauth });
    const { accessToken, refreshToken } = await login(here);
    expect(await introspect(app, accessToken)).toContain('"active":true');
    await here.logout(refreshToken);
    expect(await introspect(app, accessToken)).toBe(DEAD);
    expect(await introspect(app, refreshToken)).toBe(DEAD);
  });

  it('looks at a refresh token without using it: nothing rotates, nothing is touched', async () => {
    const clock = new TestClock();
    const { store, calls } = watched(memory());
    await using curfew = await node({ store, clock, sessions: { idle: 600_000 } });
    await using app = await TestApp.start(curfew, { oauth });
    const { refreshToken, session, refreshExpiresAt } = await login(curfew);
    const startedAt = clock.now();
    clock.advance(400_000);
    expect(JSON.parse(await introspect(app, refreshToken))).toEqual({
      active: true,
      iss: 'https://api.test',
      sub: 'alice',
      client_id: 'web app:1',
      tenant: 'acme',
      iat: Math.floor(startedAt / 1_000),
      exp: Math.floor(refreshExpiresAt / 1_000),
      sid: session,
    });
    expect([calls['rotate'], calls['touch'], calls['append']]).toEqual([undefined, undefined, undefined]);
    // Looked at or not, the session was idle all that time.
    clock.advance(400_000);
    expect(await introspect(app, refreshToken)).toBe(DEAD);
    expect(calls['append']).toBeUndefined();
  });

  it('knows the one before within the grace, and none that would be reuse', async () => {
    const clock = new TestClock();
    await using curfew = await node({ clock });
    await using app = await TestApp.start(curfew, { oauth });
    const first = await login(curfew);
    const second = await curfew.refresh(first.refreshToken);
    expect(await introspect(app, first.refreshToken)).not.toBe(DEAD);
    clock.advance(10_001);
    expect(await introspect(app, first.refreshToken)).toBe(DEAD);
    expect(await introspect(app, second.refreshToken)).not.toBe(DEAD);
    expect(await codeOf(curfew.refresh(second.refreshToken))).toBe('fulfilled');
  });

  it('tells a resource server only of tokens that are for it', async () => {
    const orders = basic('orders', 'orders-secret');
    const keys = await generateKey();
    const issuer = { name: 'https://api.test', keys };
    await using narrow = await node({ issuer: { ...issuer, audience: 'api' } });
    await using wide = await node({ issuer: { ...issuer, audience: ['api', 'orders'] } });
    for (const [curfew, isTold] of [
      [narrow, false],
      [wide, true],
    ] as const) {
      await using app = await TestApp.start(curfew, { oauth });
      const { accessToken, refreshToken } = await login(curfew);
      expect((await introspect(app, accessToken, orders)) !== DEAD).toBe(isTold);
      expect(await introspect(app, refreshToken, orders)).toBe(DEAD);
      const own = await curfew.issue({ subject: 'bob', client: 'orders' });
      expect(await introspect(app, own.refreshToken, orders)).not.toBe(DEAD);
    }
  });

  it('tells nobody who is not authenticated, a public client included', async () => {
    await using curfew = await node();
    await using app = await TestApp.start(curfew, { oauth });
    const { accessToken } = await curfew.issue({ subject: 'alice', client: 'spa' });
    const response = await ask(app, 'introspect', { token: accessToken, client_id: 'spa' }, '');
    expect([response.status, await response.json()]).toMatchObject([401, { error: 'invalid_client' }]);
  });

  it('answers 503 when it cannot know, and never that a token is dead', async () => {
    const clock = new TestClock();
    const { store, disturb } = watched(memory());
    await using curfew = await node({ store, clock });
    await using app = await TestApp.start(curfew, { oauth });
    const { accessToken, refreshToken } = await login(curfew);
    disturb('fail');
    clock.advance(5_000);
    for (const token of [accessToken, refreshToken]) {
      const response = await ask(app, 'introspect', { token });
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
      expect(await response.text()).not.toContain('active');
    }
    disturb('none');
    await until(async () => {
      clock.advance(1_000);
      return (await ask(app, 'introspect', { token: refreshToken })).status === 200;
    });
    expect(await introspect(app, refreshToken)).not.toBe(DEAD);
  });
});
