import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { sessionCookies } from '../../src/adapters/express.ts';
import { generateKey, type CurfewEvent } from '../../src/index.ts';
import { systemTimers } from '../../src/core/timers.ts';
import { MemoryStore } from '../../src/stores/memory/memory-store.ts';
import { secretsIn } from '../../tools/secrets.mjs';
import { TestApp } from '../support/app.ts';
import { TestClock } from '../support/clock.ts';
import { node, watched } from '../support/node.ts';

const EVENTS: CurfewEvent[] = [
  'issued',
  'refreshed',
  'revoked',
  'reuse',
  'refused',
  'stale',
  'fresh',
  'amnesia',
  'error',
];

it('finds a secret in a text, and nothing in a text without', async () => {
  const key = await generateKey();
  await using curfew = await node();
  const { accessToken, refreshToken, ticket, session } = await curfew.issue({ subject: 'alice' });
  for (const secret of [accessToken, refreshToken, ticket, JSON.stringify(key), 'password: correct-horse']) {
    const found = secretsIn(`first line\nsecond ${secret} line`);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/in line 2$/);
    expect(found[0]).not.toContain(secret);
  }
  const receipt = await curfew.logout(accessToken);
  expect(secretsIn(JSON.stringify(receipt) + session + inspect(curfew.health()))).toEqual([]);
});

it('lets no token, key or secret into an error, an event or an answer that is not meant to carry it', async () => {
  const clock = new TestClock();
  const { store, disturb } = watched(new MemoryStore(clock, systemTimers));
  const key = await generateKey();
  const issuer = { name: 'https://api.test', audience: 'api', keys: [key] };
  await using curfew = await node({ store, clock, issuer });
  await using app = await TestApp.start(curfew, { cookies: sessionCookies() });
  let told = '';
  for (const event of EVENTS) curfew.on(event, (detail) => (told += inspect([event, detail], { depth: 9 })));
  const record = (work: Promise<unknown>): Promise<void> =>
    work.then(
      (value) => void (told += inspect(value instanceof Response ? [...value.headers] : 'fulfilled')),
      (error: unknown) => void (told += inspect(error, { depth: 9 })),
    );
  const answer = async (work: Promise<Response>): Promise<void> => {
    const response = await work;
    told += `${inspect([...response.headers])} ${await response.text()}`;
  };

  const one = await curfew.issue({ subject: 'alice', claims: { role: 'admin' } });
  const two = await curfew.issue({ subject: 'alice' });
  const secrets = [one.accessToken, one.refreshToken, two.accessToken, two.refreshToken, String(key.d)];
  secrets.push(one.ticket, two.ticket);
  for (const stored of await store.sessions()) secrets.push(stored.secret);
  const next = await curfew.refresh(one.refreshToken);
  secrets.push(next.accessToken, next.refreshToken);
  clock.advance(60_000);
  await record(curfew.refresh(one.refreshToken));
  const wrong = [`${one.accessToken}x`, ` ${two.accessToken}`, one.ticket, `${two.ticket}x`];
  for (const token of [one.accessToken, one.refreshToken, ...wrong]) {
    await record(curfew.verify(token));
    await record(curfew.refresh(`${token}x`));
    await record(curfew.revoke({ token }));
    await record(curfew.revoke({ token, session: token }));
    await record(curfew.revoke({ session: token }));
    await record(curfew.revoke({ subject: 'alice', except: token }, { reason: token }));
    await answer(app.fetch('/me', { token: `${token}x` }));
    await answer(app.post('/auth/refresh', { json: { refreshToken: `${token}x` } }));
    await answer(app.post('/auth/logout', { json: { ticket: `${token}x` } }));
    await answer(app.post('/auth/logout', { json: { ticket: [token] } }));
    await answer(app.post('/auth/refresh', { body: `{"refreshToken":"${token}` }));
    await answer(
      app.post('/auth/logout', {
        token,
        headers: { cookie: `__Host-session=${token}x; __Host-session=${token}` },
      }),
    );
    await answer(app.fetch('/me', { token, headers: { cookie: `__Host-session=${two.accessToken}` } }));
  }
  await answer(app.fetch('/auth/jwks.json'));
  await answer(app.fetch('/auth/sessions', { token: two.accessToken }));
  await record(curfew.issue({ subject: two.accessToken }));
  disturb('fail');
  clock.advance(5_000);
  for (const token of [...secrets.slice(0, 4), two.ticket]) {
    await record(curfew.verify(token));
    await record(curfew.refresh(token));
    await record(curfew.logout(token));
    await answer(app.post('/auth/logout', { token }));
  }
  disturb('none');

  expect(told.length).toBeGreaterThan(5_000);
  for (const code of [
    'ERR_TOKEN_INVALID',
    'ERR_TOKEN_REVOKED',
    'ERR_REFRESH_REUSED',
    'ERR_STORE_UNAVAILABLE',
  ]) {
    expect(told).toContain(code);
  }
  for (const secret of secrets) {
    for (const part of secret.split('.').filter((one_) => one_.length > 25))
      expect(told.includes(part)).toBe(false);
  }
  expect(secretsIn(told)).toEqual([]);
});
