import { expect, it } from 'vitest';
import { TestClock } from '../../../test/support/clock.ts';
import { codeOf, overriding, until } from '../../../test/support/node.ts';
import { SigningIssuer } from '../../../test/support/signing-issuer.ts';
import { StoreUnavailable, type Curfew, type Store } from '../../index.ts';
import { MemoryStore } from '../../stores/memory/memory-store.ts';
import { createNode } from '../curfew.ts';
import { systemTimers, type Timers } from '../timers.ts';

const RULES = { audience: 'web' };
const [ABSOLUTE, DAY, PAD] = [2 * 86_400_000, 86_400_000, 60_000];

interface World {
  readonly clock: TestClock;
  readonly store: Store;
  readonly issuer: SigningIssuer;
  readonly curfew: Curfew;
  /** What each try to record does instead of that, once. */
  readonly failures: Error[];
  /** Lets everything that waits for a second go on. */
  readonly second: () => Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

async function world(absolute: number = ABSOLUTE): Promise<World> {
  const clock = new TestClock();
  const plain = new MemoryStore(clock, systemTimers);
  const failures: Error[] = [];
  const append: Store['append'] = (facts, seen) => {
    const failure = facts.length > 0 ? failures.shift() : undefined;
    return failure ? Promise.reject(failure) : plain.append(facts, seen);
  };
  const store = overriding(plain, { append });
  const waiting = new Set<() => void>();
  const timers: Timers = {
    after(delay, task, options) {
      if (delay !== 1_000 || options?.background !== true) return systemTimers.after(delay, task, options);
      waiting.add(task);
      return () => waiting.delete(task);
    },
  };
  const second = async (): Promise<void> => {
    clock.advance(1_000);
    const due = [...waiting];
    waiting.clear();
    for (const task of due) task();
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setTimeout(resolve));
  };
  const issuer = await SigningIssuer.with(clock);
  const sessions = { absolute, idle: 60_000 };
  const curfew = createNode({ store, clock, trust: [issuer.trust], sessions }, timers);
  await curfew.ready();
  clock.advance(5_000);
  return {
    clock,
    store: plain,
    issuer,
    curfew,
    failures,
    second,
    [Symbol.asyncDispose]: () => curfew.close(),
  };
}

it('records a logout with who asked for it, and remembers for long enough that it was carried out', async () => {
  await using here = await world();
  const { curfew, issuer, store, clock } = here;
  const { session } = await curfew.verify(await issuer.token({ sid: 's1' }));
  const exp = clock.now() / 1_000 + 600;
  const text = await issuer.logoutToken({ sub: undefined, sid: 's1', exp });
  const receipt = await curfew.backchannelLogout(text, RULES);
  expect(receipt).toMatchObject({
    everywhere: true,
    at: clock.now(),
    cursor: (await store.changes()).cursor,
  });
  expect(receipt.revoked, 'only what ended').toEqual([{ kind: 'session', id: session }]);
  const { revocations } = await store.changes();
  const common = { issuer: issuer.issuer, by: issuer.issuer, at: clock.now() };
  const expiresAt = exp * 1_000 + 2 * PAD;
  expect(revocations).toMatchObject([
    { kind: 'session', id: session, reason: 'back-channel logout', ...common },
    { kind: 'token', reason: 'received', expiresAt, ...common },
  ]);
  await expect(curfew.backchannelLogout(text, RULES)).rejects.toThrow(/received before/);
});

it.each([ABSOLUTE, 600_000])(
  'remembers an event for as long as it is taken (sessions of %i ms)',
  async (absolute) => {
    await using here = await world(absolute);
    const { curfew, issuer, store, clock } = here;
    const long = `https://x.test/${'e'.repeat(300)}`;
    const rules = { ...RULES, decide: () => true };
    await curfew.securityEvent(await issuer.eventToken(), rules);
    const receipt = await curfew.securityEvent(await issuer.eventToken({ events: { [long]: {} } }), rules);
    expect(receipt.revoked).toEqual([{ kind: 'subject', id: 'alice' }]);
    const { revocations } = await store.changes();
    const expiresAt = clock.now() + Math.max(absolute, DAY) + 2 * PAD;
    const marker = { kind: 'token', reason: 'received', expiresAt };
    const end = { kind: 'subject', id: 'alice', by: issuer.issuer, reason: 'e'.repeat(255) };
    // The end of the same subject again takes the place of the first.
    expect(revocations.filter(({ kind }) => kind === 'token')).toMatchObject([marker, marker]);
    expect(revocations.findLast(({ kind }) => kind === 'subject')).toMatchObject(end);
  },
);

it('calls the end of a session by an event what the event calls it', async () => {
  await using here = await world();
  const { curfew, issuer, store } = here;
  await curfew.securityEvent(await issuer.eventToken(), RULES);
  const [first] = (await store.changes()).revocations;
  expect(first).toMatchObject({ kind: 'subject', reason: 'session-revoked', by: issuer.issuer });
});

it('goes on with a logout that could not be recorded until it is', async () => {
  await using here = await world();
  const { curfew, issuer, clock, failures, second } = here;
  const token = await issuer.token({ sid: 's1' });
  await curfew.verify(token);
  const unfinished: unknown[] = [];
  curfew.on('unfinished', (detail) => unfinished.push(detail));
  const text = await issuer.logoutToken({ sid: 's1' });
  const down = new StoreUnavailable('down');
  failures.push(down, down, down);
  const at = clock.now();
  expect(await codeOf(curfew.backchannelLogout(text, RULES))).toBe('ERR_STORE_UNAVAILABLE');
  expect(unfinished).toEqual([{ issuer: issuer.issuer, at, until: at + 600_000 }]);
  for (let turn = 0; turn < 2; turn += 1) await second();
  expect(failures).toEqual([]);
  expect(await codeOf(curfew.verify(token))).toBe('fulfilled');
  await second();
  await until(async () => (await codeOf(curfew.verify(token))) === 'ERR_TOKEN_REVOKED');
});

it('gives up after ten minutes, and begins anew when it is told again', async () => {
  await using here = await world();
  const { curfew, issuer, clock, failures, second } = here;
  const unfinished: unknown[] = [];
  curfew.on('unfinished', (detail) => unfinished.push(detail));
  const text = await issuer.logoutToken({ exp: clock.now() / 1_000 + 3_600 });
  const down = (): number => failures.push(new StoreUnavailable('down'));
  down();
  expect(await codeOf(curfew.backchannelLogout(text, RULES))).toBe('ERR_STORE_UNAVAILABLE');
  down();
  clock.advance(599_000);
  await second();
  expect(failures, 'a last try').toEqual([]);
  down();
  await second();
  expect(failures, 'and none more').toHaveLength(1);
  expect(await codeOf(curfew.backchannelLogout(text, RULES))).toBe('ERR_STORE_UNAVAILABLE');
  expect(unfinished).toHaveLength(2);
});

it('stops trying when it is closed', async () => {
  await using here = await world();
  const { curfew, issuer, failures, second } = here;
  failures.push(new StoreUnavailable('down'), new StoreUnavailable('down'));
  expect(await codeOf(curfew.backchannelLogout(await issuer.logoutToken(), RULES))).toBe(
    'ERR_STORE_UNAVAILABLE',
  );
  await curfew.close();
  await second();
  expect(failures).toHaveLength(1);
});
