import { expect, it } from 'vitest';
import { TestClock } from '../../test/support/clock.ts';
import { codeOf, node, overriding, watched } from '../../test/support/node.ts';
import { OpaqueIssuer } from '../../test/support/opaque-issuer.ts';
import { createCurfew, StoreUnavailable, TokenExpired, type Curfew, type Store } from '../index.ts';
import { MemoryStore } from '../stores/memory/memory-store.ts';
import { LONGEST_LIFETIME, PAD } from './limits.ts';
import { systemTimers } from './timers.ts';

const DAY = 86_400_000;
const ABSOLUTE = 2 * DAY;

interface World {
  readonly clock: TestClock;
  readonly store: Store;
  readonly other: OpaqueIssuer;
  readonly curfew: Curfew;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A node that issues tokens and trusts another issuer. */
async function world(): Promise<World> {
  const clock = new TestClock();
  const store = new MemoryStore(clock, systemTimers);
  const other = new OpaqueIssuer(clock);
  const sessions = { absolute: ABSOLUTE, idle: DAY };
  const curfew = await node({ clock, store, trust: [other.trust], sessions });
  await curfew.ready();
  // In a log that is young a logout waits for those who might not have heard of it yet.
  clock.advance(5_000);
  return { clock, store, other, curfew, [Symbol.asyncDispose]: () => curfew.close() };
}

it('takes what is no text for nothing that was presented', async () => {
  await using here = await world();
  const { curfew } = here;
  const { accessToken, session } = await curfew.issue({ subject: 'alice' });
  for (const odd of [
    undefined,
    null,
    7,
    {},
    [],
    [7, null, { accessToken }],
    { accessToken: 7, cookie: null },
  ])
    expect((await curfew.logout(odd as never)).revoked).toEqual([]);
  const receipt = await curfew.logout([undefined, accessToken, accessToken, 'garbage'] as never);
  expect(receipt.revoked, 'once, however often it was presented').toEqual([{ kind: 'session', id: session }]);
  expect((await curfew.logout(accessToken)).revoked, 'it is over').toEqual([]);
});

it('reads a token that still has its scheme before it, and no other word', async () => {
  await using here = await world();
  const { curfew, other } = here;
  for (const scheme of ['Bearer ', 'bearer ', 'BEARER    ']) {
    const { accessToken, session } = await curfew.issue({ subject: 'alice' });
    expect((await curfew.logout(scheme + accessToken)).revoked).toEqual([{ kind: 'session', id: session }]);
  }
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  expect((await curfew.logout(`Basic ${accessToken}`)).revoked).toEqual([]);
  const { session } = await curfew.verify(other.knows('the bearer of this'));
  expect((await curfew.logout('the bearer of this')).revoked).toEqual([{ kind: 'session', id: session }]);
});

it('ends nothing by a refresh token that is forged, or whose session is not there', async () => {
  await using here = await world();
  const { curfew, store, other, clock } = here;
  const { refreshToken, session } = await curfew.issue({ subject: 'alice' });
  const seal = refreshToken.slice(-43);
  const forged = [`${session}.0.${'A'.repeat(43)}`, `${session}.1.${seal}`, `${'A'.repeat(22)}.0.${seal}`];
  for (const one of forged) expect((await curfew.logout(one)).revoked).toEqual([]);
  await using trusting = createCurfew({ store, clock, trust: [other.trust] });
  expect((await trusting.logout(refreshToken)).revoked, 'who has no keys').toEqual([]);
  expect((await curfew.logout(refreshToken)).revoked).toHaveLength(1);
});

it('ends a session by name only where that issuer has one of that name', async () => {
  await using here = await world();
  const { curfew, other, store, clock } = here;
  const own = await curfew.issue({ subject: 'alice' });
  const issuer = other.issuer;
  const [one, two] = [other.knows('one'), other.knows('two')];
  const [first, second] = [(await curfew.verify(one)).session, (await curfew.verify(two)).session];
  const dead = async (target: object): Promise<number> =>
    (await curfew.revoke(target as { session: string })).revoked.length;
  expect(await dead({ session: first }), 'it is not of this application').toBe(0);
  expect(await dead({ session: own.session, issuer })).toBe(0);
  expect(await dead({ session: first, issuer })).toBe(1);
  expect(await dead({ session: first, issuer }), 'it is over').toBe(0);
  expect(await dead({ session: 'nobody', issuer: '*' })).toBe(0);
  expect(await codeOf(curfew.verify(two))).toBe('fulfilled');
  expect(await dead({ session: second, issuer: '*' })).toBe(1);

  const facts = (await store.changes()).revocations.map(({ kind, id, issuer: of, expiresAt }) => ({ kind, id, of, expiresAt })); // prettier-ignore
  const expiresAt = clock.now() + ABSOLUTE + PAD;
  expect(facts, 'each for as long as its issuer may sign for it').toEqual([
    { kind: 'session', id: first, of: issuer, expiresAt },
    { kind: 'session', id: second, of: issuer, expiresAt },
  ]);
  clock.advance(60_000);
  await using revoking = createCurfew({ store, clock });
  expect((await revoking.revoke({ session: own.session })).revoked, 'of any issuer').toHaveLength(1);
  const [, , last] = (await store.changes()).revocations;
  expect(last, 'no longer than the session').toMatchObject({ issuer: 'https://api.test', expiresAt });
});

it('ends a token whole or by its name, and nothing for one that is not genuine', async () => {
  await using here = await world();
  const { curfew, store } = here;
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  const [header, payload] = accessToken.split('.');
  const forged = `${header}.${payload}.${'A'.repeat(86)}`;
  expect((await curfew.revoke({ token: forged })).revoked).toEqual([]);
  const { token } = await curfew.verify(accessToken);
  expect((await curfew.revoke({ token: accessToken })).revoked).toEqual([{ kind: 'token', id: token }]);
  await using revoking = createCurfew({ store });
  await expect(revoking.revoke({ token: accessToken })).rejects.toThrow(TypeError);
  expect((await revoking.revoke({ token: 'a-jti' })).revoked).toEqual([{ kind: 'token', id: 'a-jti' }]);
});

it('ends a session of another issuer that nobody has met, until its token has expired for good', async () => {
  await using here = await world();
  const { curfew, other, clock, store } = here;
  for (const name of ['early', 'late', 'over']) other.knows(name);
  expect((await curfew.logout('early')).revoked).toHaveLength(1);
  const [fact] = (await store.changes()).revocations;
  const memory = Math.max(ABSOLUTE, LONGEST_LIFETIME);
  expect(fact).toMatchObject({ issuer: other.issuer, expiresAt: clock.now() + memory + PAD });
  clock.advance(3_600_000 + PAD - 1);
  expect((await curfew.logout('late')).revoked).toHaveLength(1);
  clock.advance(1);
  expect((await curfew.logout('over')).revoked).toEqual([]);
});

it('does not say that somebody is out when nobody could tell who it was', async () => {
  await using here = await world();
  const { curfew, other, store, clock } = here;
  other.broken = () => { throw new Error('down'); }; // prettier-ignore
  expect(await codeOf(curfew.logout('whose?'))).toBe('ERR_ISSUER_UNAVAILABLE');
  other.broken = () => { throw new TokenExpired('over'); }; // prettier-ignore
  expect((await curfew.logout('whose?')).revoked).toEqual([]);
  const session = (): Promise<never> => Promise.reject(new StoreUnavailable('down'));
  await using cut = await node({ clock, store: overriding(store, { session }) });
  expect(await codeOf(cut.logout((await curfew.issue({ subject: 'alice' })).accessToken))).toBe('ERR_STORE_UNAVAILABLE'); // prettier-ignore
});

it('waits for whoever may know more of what it knows nothing of, in a log that is young', async () => {
  const clock = new TestClock();
  const { store, calls } = watched(new MemoryStore(clock, systemTimers));
  await using curfew = await node({ clock, store, staleness: 50 });
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  await curfew.logout(accessToken);
  expect(calls['settled'], 'the store says when everybody has heard').toBe(1);
  await curfew.logout('garbage');
  expect(calls['settled'], 'nobody can say so').toBe(1);
  clock.advance(5_000);
  await curfew.logout('garbage');
  expect(calls['settled']).toBe(2);
});
