import { expect, it } from 'vitest';
import { TestClock } from '../../test/support/clock.ts';
import { codeOf, loseAll, node, overriding, watched } from '../../test/support/node.ts';
import { OpaqueIssuer } from '../../test/support/opaque-issuer.ts';
import { createCurfew, generateKey, type Curfew, type Store } from '../index.ts';
import { MemoryStore } from '../stores/memory/memory-store.ts';
import { memory } from '../stores/memory/index.ts';
import { systemTimers } from './timers.ts';

interface Meeting {
  readonly clock: TestClock;
  readonly store: Store;
  /** A node that knows the token's log, and has not met its session. */
  readonly curfew: Curfew;
  readonly token: string;
  /** The calls that reached the node's store. */
  readonly calls: Record<string, number>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A node that asks for a session, while `meanwhile` happens. */
async function meeting(
  meanwhile: (here: { clock: TestClock; store: Store; cut(): void }) => unknown,
): Promise<Meeting> {
  const clock = new TestClock();
  const store = new MemoryStore(clock, systemTimers);
  const session: Store['session'] = async (sid) => {
    const found = await store.session(sid);
    await meanwhile({ clock, store, cut: () => seen.disturb('fail', ['changes']) });
    return found;
  };
  const seen = watched(overriding(store, { session }));
  const opening = await node({ store, clock, staleness: 60_000 });
  const { accessToken: token } = await opening.issue({ subject: 'alice' });
  const curfew = await node({ store: seen.store, clock, staleness: 60_000 });
  await curfew.verify((await curfew.issue({ subject: 'bob' })).accessToken);
  const close = async (): Promise<void> => void (await Promise.all([opening.close(), curfew.close()]));
  return { clock, store, curfew, token, calls: seen.calls, [Symbol.asyncDispose]: close };
}

it('asks for a session and for nothing else while it is fresh', async () => {
  await using here = await meeting(() => undefined);
  const before = here.calls['changes'];
  expect((await here.curfew.verify(here.token)).subject).toBe('alice');
  expect(here.calls['session']).toBe(1);
  expect(here.calls['changes']).toBe(before);
});

it('looks again at all that can have changed while it asked for a session', async () => {
  await using stale = await meeting(({ clock, cut }) => (cut(), clock.advance(61_000)));
  expect(await codeOf(stale.curfew.verify(stale.token))).toBe('ERR_STORE_UNAVAILABLE');
  await using over = await meeting(({ clock }) => clock.advance(300_000));
  expect(await codeOf(over.curfew.verify(over.token))).toBe('ERR_TOKEN_EXPIRED');
  await using lost = await meeting(({ clock, store }) => (clock.advance(61_000), loseAll(store)));
  expect(await codeOf(lost.curfew.verify(lost.token))).toMatch(/^ERR_(TOKEN_REVOKED|STORE_UNAVAILABLE)$/);
});

it('remembers no proof by a key that is gone', async () => {
  const [old, young] = [await generateKey(), await generateKey()];
  let keys = [young, old];
  const clock = new TestClock();
  const issuer = { name: 'https://api.test', audience: 'api' };
  const store = memory();
  await using before = await node({ store, clock, issuer: { ...issuer, keys: [old] } });
  await using curfew = await node({ store, clock, issuer: { ...issuer, keys: () => keys } });
  const { accessToken } = await before.issue({ subject: 'alice' });
  expect((await curfew.verify(accessToken)).subject).toBe('alice');
  keys = [young];
  clock.advance(59_999);
  expect(await codeOf(curfew.verify(accessToken))).toBe('fulfilled');
  clock.advance(1);
  expect(await codeOf(curfew.verify(accessToken)), 'it waits for the keys').toBe('ERR_TOKEN_INVALID');
});

it('asks a verifier about a token again after a minute', async () => {
  const clock = new TestClock();
  const other = new OpaqueIssuer(clock);
  await using curfew = createCurfew({ store: memory(), clock, trust: [other.trust] });
  const token = other.knows('one', { client_id: 'app' });
  for (let turn = 0; turn < 3; turn += 1) await curfew.verify(token);
  clock.advance(59_999);
  await curfew.verify(token);
  expect(other.asked).toBe(1);
  clock.advance(1);
  expect(await curfew.verify(token)).toMatchObject({ subject: 'alice', client: 'app', token: 'one' });
  expect(other.asked).toBe(2);
});

it('ends what hangs on a session of another issuer whose clock is ahead, by where it was met', async () => {
  const clock = new TestClock();
  const other = new OpaqueIssuer(clock);
  await using curfew = createCurfew({ store: memory(), clock, trust: [other.trust] });
  const iat = Math.floor(clock.now() / 1_000) + 30;
  const token = other.knows('one', { sid: 's', iat, exp: iat + 600 });
  const auth = await curfew.verify(token);
  expect(auth).toMatchObject({ subject: 'alice', claims: { sid: 's' } });
  const { signal } = auth;
  await curfew.revoke({ subject: 'alice' });
  expect(signal.aborted).toBe(true);
  expect(await codeOf(curfew.verify(token))).toBe('ERR_TOKEN_REVOKED');
  expect(await codeOf(curfew.verify(other.knows('two', { iat: iat + 1, exp: iat + 600 }))), 'a new login').toBe('fulfilled'); // prettier-ignore
});

it('says at the very end of a token that it has expired, also to who asks only then for its signal', async () => {
  const clock = new TestClock();
  await using curfew = await node({ clock });
  const { accessToken, expiresAt } = await curfew.issue({ subject: 'alice' });
  const auth = await curfew.verify(accessToken);
  clock.advance(expiresAt - clock.now());
  expect(auth.signal.reason).toMatchObject({ code: 'ERR_TOKEN_EXPIRED' });
  expect(await codeOf(curfew.verify(accessToken))).toBe('ERR_TOKEN_EXPIRED');
});
