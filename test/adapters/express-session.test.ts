import { RedisStore } from 'connect-redis';
import type { Curfew } from 'curfew';
import { finalStore } from 'curfew/express-session';
import { memory } from 'curfew/stores/memory';
import { redis } from 'curfew/stores/redis';
import { MemoryStore, type Store } from 'express-session';
import { createClient } from 'redis';
import { expect, it, vi } from 'vitest';
import { node, overriding, pause, until } from '../support/node.ts';
import { RedisServer } from '../support/redis-server.ts';
import { StoreUnavailable } from '../../src/index.ts';
import { SessionApp, userOf } from './session-app.ts';

function wrapped(curfew: Curfew, store: Store): Store {
  return finalStore(curfew, store, { subject: userOf });
}

/** How many of `count` sessions are alive after a logout that ran beside a slow request, on either application. */
async function racing(one: SessionApp, other: SessionApp, count: number): Promise<number> {
  const race = async (index: number): Promise<boolean> => {
    const cookie = await one.login(`user-${index}`);
    const slow = other.send('GET', '/slow?ms=40', cookie);
    await pause(10 + (index % 40));
    const logout = await one.send('POST', '/logout', cookie);
    if (logout.status !== 204) throw new Error(`logout answered ${logout.status}`);
    await slow;
    return (await one.me(cookie)) === 200 || (await other.me(cookie)) === 200;
  };
  let back = 0;
  for (let done = 0; done < count; done += 50) {
    const batch = await Promise.all(Array.from({ length: 50 }, (_, index) => race(done + index)));
    back += batch.filter(Boolean).length;
  }
  return back;
}

it('brings none of 1,000 sessions back that were logged out beside a slow request, in Redis', async () => {
  await using server = await RedisServer.start();
  const client = createClient({ url: server.url });
  await client.connect();
  const store = (): RedisStore => new RedisStore({ client, prefix: 'app:' });
  {
    await using one = await SessionApp.start(store());
    await using other = await SessionApp.start(store());
    expect(await racing(one, other, 100)).toBeGreaterThan(0);
  }
  await using here = await node({ store: redis(server.url) });
  await using there = await node({ store: redis(server.url) });
  await using one = await SessionApp.start(wrapped(here, store()));
  await using other = await SessionApp.start(wrapped(there, store()));
  expect(await racing(one, other, 1_000)).toBe(0);
  client.destroy();
}, 120_000);

it('brings none of 1,000 back in memory', async () => {
  {
    const store = new MemoryStore();
    await using one = await SessionApp.start(store);
    await using other = await SessionApp.start(store);
    expect(await racing(one, other, 100)).toBeGreaterThan(0);
  }
  const [store, log] = [new MemoryStore(), memory()];
  await using here = await node({ store: log });
  await using there = await node({ store: log });
  await using one = await SessionApp.start(wrapped(here, store));
  await using other = await SessionApp.start(wrapped(there, store));
  expect(await racing(one, other, 1_000)).toBe(0);
  const left = await new Promise((resolve) => store.length((_error, length) => resolve(length)));
  expect(left).toBe(0);
}, 120_000);

it('does not touch the store for what is saved after the logout', async () => {
  const store = new MemoryStore();
  await using curfew = await node();
  await using app = await SessionApp.start(wrapped(curfew, store));
  const cookie = await app.login();
  const slow = app.send('GET', '/slow?ms=60', cookie);
  await pause(20);
  await app.send('POST', '/logout', cookie);
  const set = vi.spyOn(store, 'set');
  await slow;
  expect(set).not.toHaveBeenCalled();
});

it('does not even keep the data that a slow request saved last', async () => {
  const store = new MemoryStore();
  await using curfew = await node();
  await using app = await SessionApp.start(wrapped(curfew, store));
  const cookie = await app.login();
  const set = store.set.bind(store);
  let release = (): void => undefined;
  const isHeld = new Promise<void>((resolve) => {
    vi.spyOn(store, 'set').mockImplementation((sid, data, done) => {
      release = () => set(sid, data, done);
      resolve();
    });
  });
  const slow = app.send('GET', '/slow?ms=0', cookie);
  await isHeld;
  await app.send('POST', '/logout', cookie);
  release();
  await slow;
  expect(await app.me(cookie)).toBe(401);
  const left = await new Promise((resolve) => store.length((_error, length) => resolve(length)));
  expect(left).toBe(0);
});

it('lists the sessions of a subject, and ends one or all of them', async () => {
  const [store, log] = [new MemoryStore(), memory()];
  await using here = await node({ store: log });
  await using there = await node({ store: log });
  await using app = await SessionApp.start(wrapped(here, store));
  const [first, second, other] = [await app.login(), await app.login(), await app.login('bob')];
  const sessions = await there.sessions('alice');
  expect(sessions.map(({ subject, client }) => [subject, client])).toEqual([
    ['alice', 'express-session'],
    ['alice', 'express-session'],
  ]);
  await there.revoke({ session: sessions[0]?.id ?? '' });
  expect([await app.me(first), await app.me(second), await app.me(other)]).toEqual([401, 200, 200]);
  await there.revoke({ subject: 'alice' });
  expect([await app.me(second), await app.me(other)]).toEqual([401, 200]);
  expect(JSON.stringify(await log.sessions())).not.toContain(decodeURIComponent(first).slice(14, 40));
});

it('regenerates: a login ends the session before it', async () => {
  const store = new MemoryStore();
  await using curfew = await node();
  await using app = await SessionApp.start(wrapped(curfew, store));
  const before = await app.login();
  const after = await app.send('POST', '/login/alice', before);
  expect([await app.me(before), await app.me(after.cookie)]).toEqual([401, 200]);
  expect(await curfew.sessions('alice')).toHaveLength(1);
});

it('ends a session whose subject was taken out of it, as the documentation of express-session has it', async () => {
  await using curfew = await node();
  await using app = await SessionApp.start(wrapped(curfew, new MemoryStore()));
  const cookie = await app.login();
  const slow = app.send('GET', '/slow?ms=50', cookie);
  await pause(10);
  expect((await app.send('POST', '/logout-in-place', cookie)).status).toBe(204);
  await slow;
  expect([await app.me(cookie), await curfew.sessions('alice')]).toEqual([401, []]);
});

it('serves visitors without tracking them, and loses no login to a slow visit', async () => {
  await using curfew = await node();
  await using app = await SessionApp.start(wrapped(curfew, new MemoryStore()));
  const visit = await app.send('POST', '/visit');
  const { cookie } = visit;
  expect((await app.send('POST', '/visit', cookie)).body).toBe('{"pages":2}');
  const slow = app.send('GET', '/slow-visit', cookie);
  await pause(20);
  expect((await app.send('POST', '/login-in-place/alice', cookie)).status).toBe(200);
  await slow;
  expect([await app.me(cookie), (await curfew.sessions('alice')).length]).toEqual([200, 1]);
  const late = app.send('GET', '/slow-visit', cookie);
  await pause(20);
  await app.send('POST', '/logout', cookie);
  await late;
  expect(await app.me(cookie)).toBe(401);
});

it('refuses to hand a session over to another subject in place', async () => {
  await using curfew = await node();
  await using app = await SessionApp.start(wrapped(curfew, new MemoryStore()));
  const cookie = await app.login();
  const answer = await app.send('POST', '/login-in-place/bob', cookie);
  // express-session saves at the end of the answer, and reports what fails then to the error handler alone.
  expect([answer.status, await curfew.sessions('bob')]).toEqual([200, []]);
  expect((await app.send('GET', '/me', cookie)).body).toBe('{"user":"alice"}');
});

it('answers 503 when the store fails or hangs, and signs nobody out', async () => {
  const store = new MemoryStore();
  await using curfew = await node();
  const final = wrapped(curfew, store);
  await using app = await SessionApp.start(final);
  const cookie = await app.login();
  // express-session would go on without a session.
  store.emit('disconnect');
  const get = vi.spyOn(store, 'get').mockImplementation((_sid, done) => done(new Error('down')));
  const failing = await app.send('GET', '/me', cookie);
  expect([failing.status, failing.cookie]).toEqual([503, cookie]);
  get.mockImplementation(() => undefined);
  expect(await app.me(cookie)).toBe(503);
  get.mockRestore();
  expect(await app.me(cookie)).toBe(200);
});

it('answers 503 when the log is away: for what is checked, saved and destroyed', async () => {
  const log = memory();
  let isDown = false;
  const failing = Object.fromEntries(
    (['changes', 'session', 'append', 'open', 'find'] as const).map((name) => [
      name,
      (...values: unknown[]): unknown =>
        isDown ? Promise.reject(new StoreUnavailable('down')) : Reflect.apply(log[name], log, values),
    ]),
  );
  await using curfew = await node({ store: overriding(log, failing), staleness: 50 });
  await using app = await SessionApp.start(wrapped(curfew, new MemoryStore()));
  const cookie = await app.login();
  isDown = true;
  await until(() => curfew.health().staleness.now > 60);
  expect(await app.me(cookie)).toBe(503);
  expect((await app.send('POST', '/logout', cookie)).status).toBe(503);
  expect((await app.send('POST', '/login/bob')).status).toBe(503);
  isDown = false;
  await until(async () => (await app.me(cookie)) === 200);
});

it('says that a logout failed when it could not be recorded', async () => {
  const log = memory();
  let isDown = false;
  const append: typeof log.append = (...values) =>
    isDown ? Promise.reject(new StoreUnavailable('down')) : log.append(...values);
  await using curfew = await node({ store: overriding(log, { append }) });
  await using app = await SessionApp.start(wrapped(curfew, new MemoryStore()));
  const cookie = await app.login();
  isDown = true;
  expect((await app.send('POST', '/logout', cookie)).status).toBe(503);
  expect(await app.me(cookie)).toBe(200);
  isDown = false;
  expect((await app.send('POST', '/logout', cookie)).status).toBe(204);
  expect(await app.me(cookie)).toBe(401);
});

it('believes no session of which the log knows nothing', async () => {
  const store = new MemoryStore();
  await using app = await SessionApp.start(store);
  const cookie = await app.login();
  await using curfew = await node();
  await using wrappedApp = await SessionApp.start(wrapped(curfew, store));
  expect(await wrappedApp.me(cookie)).toBe(401);
});

it('lists, and clears, what is alive', async () => {
  const store = new MemoryStore();
  await using curfew = await node();
  const final = wrapped(curfew, store);
  await using app = await SessionApp.start(final);
  const [alice, bob] = [await app.login('alice'), await app.login('bob')];
  await curfew.revoke({ subject: 'alice' });
  const all = await new Promise<object>((resolve, reject) =>
    final.all?.((error: unknown, found) => (error ? reject(error) : resolve(found ?? {}))),
  );
  expect(Object.values(all)).toEqual([expect.objectContaining({ user: 'bob' })]);
  await new Promise<void>((resolve) => final.clear?.(() => resolve()));
  expect([await app.me(alice), await app.me(bob), await curfew.sessions('bob')]).toEqual([401, 401, []]);
});

it('refuses options that make no sense', async () => {
  await using curfew = await node();
  const options = { subject: userOf };
  expect(() => finalStore(curfew, {} as MemoryStore, options)).toThrow(/store/);
  expect(() => finalStore({} as Curfew, new MemoryStore(), options)).toThrow(/createCurfew/);
  expect(() => finalStore(curfew, new MemoryStore(), {} as typeof options)).toThrow(/subject/);
});
