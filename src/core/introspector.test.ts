import { expect, it } from 'vitest';
import { TestClock } from '../../test/support/clock.ts';
import { codeOf, node, overriding, watched } from '../../test/support/node.ts';
import { OpaqueIssuer } from '../../test/support/opaque-issuer.ts';
import {
  createCurfew,
  generateKey,
  type Curfew,
  type Issuer,
  type Store,
  type StoredSession,
} from '../index.ts';
import { MemoryStore } from '../stores/memory/memory-store.ts';
import { systemTimers } from './timers.ts';

const key = generateKey();
const [IDLE, ABSOLUTE, GRACE] = [20_000, 60_000, 5_000];

interface World {
  readonly clock: TestClock;
  readonly store: Store;
  readonly curfew: Curfew;
  /** Another node, with what differs from the first. */
  readonly beside: (more: { issuer?: Partial<Issuer>; store?: Store; staleness?: number }) => Promise<Curfew>;
  [Symbol.asyncDispose](): Promise<void>;
}

async function world(idle: number = IDLE): Promise<World> {
  const clock = new TestClock();
  const store = new MemoryStore(clock, systemTimers);
  const options = { clock, sessions: { idle, absolute: ABSOLUTE }, refresh: { grace: GRACE } };
  const nodes: Curfew[] = [];
  const beside: World['beside'] = async ({ issuer, ...more }) => {
    const one = { name: 'https://api.test', audience: 'api', keys: [await key], ...issuer };
    nodes.push(await node({ ...options, store, issuer: one, staleness: 60_000, ...more }));
    return nodes.at(-1) as Curfew;
  };
  const curfew = await beside({});
  const close = async (): Promise<void> => void (await Promise.all(nodes.map((one) => one.close())));
  return { clock, store, curfew, beside, [Symbol.asyncDispose]: close };
}

const active = async (curfew: Curfew, token: string): Promise<boolean | undefined> =>
  (await curfew.introspect(token))?.active;

it('says what a token is, dead or alive, and nothing of what is none', async () => {
  await using here = await world();
  const { curfew, beside, clock } = here;
  const { accessToken, refreshToken, session, refreshExpiresAt } = await curfew.issue({ subject: 'alice' });
  const { claims, token, issuedAt, expiresAt } = await curfew.verify(accessToken);
  const said = {
    type: 'access_token',
    active: true,
    own: true,
    issuer: 'https://api.test',
    subject: 'alice',
    session,
    token,
    client: 'https://api.test',
    issuedAt,
    expiresAt,
    claims,
  };
  expect(await curfew.introspect(accessToken)).toStrictEqual(said);
  expect(await curfew.introspect(refreshToken)).toStrictEqual({
    type: 'refresh_token',
    active: true,
    own: true,
    issuer: 'https://api.test',
    subject: 'alice',
    session,
    client: 'https://api.test',
    issuedAt: clock.now(),
    expiresAt: refreshExpiresAt,
    claims: {},
  });
  const web = await beside({ issuer: { audience: 'web' } });
  expect(await web.introspect(accessToken), 'for another audience').toStrictEqual({ ...said, active: false });
  await curfew.logout(accessToken);
  expect(await curfew.introspect(accessToken)).toStrictEqual({ ...said, active: false });
  expect(await active(curfew, refreshToken)).toBe(false);
  const refused: string[] = [];
  curfew.on('refused', ({ code }) => refused.push(code));
  for (const odd of [undefined, 7, null, {}]) expect(await curfew.introspect(odd as never)).toBeUndefined();
  expect(refused, 'what is no text was not even looked at').toEqual([]);
  for (const text of ['', 'garbage', `${accessToken}x`, `${'A'.repeat(22)}.0.${refreshToken.slice(-43)}`])
    expect(await curfew.introspect(text)).toBeUndefined();
});

it('says of a tenant only where there is one, and whose a token of another issuer is', async () => {
  const clock = new TestClock();
  const other = new OpaqueIssuer(clock);
  await using curfew = await node({ clock, trust: [other.trust] });
  const { refreshToken, accessToken } = await curfew.issue({ subject: 'bob', client: 'app', tenant: 'acme' });
  for (const one of [refreshToken, accessToken])
    expect(await curfew.introspect(one)).toMatchObject({ client: 'app', tenant: 'acme', own: true });
  const foreign = await curfew.introspect(other.knows('one'));
  expect(foreign).toMatchObject({ own: false, issuer: other.issuer, subject: 'alice', token: 'one' });
  expect(Object.keys(foreign ?? {}), 'it names neither client nor tenant').not.toEqual(
    expect.arrayContaining([expect.stringMatching(/client|tenant/)]),
  );
});

it('knows no refresh token of another issuer, and none at all without keys', async () => {
  await using here = await world();
  const { curfew, beside, store, clock } = here;
  const theirs = await beside({ issuer: { name: 'https://other.test' } });
  const { refreshToken } = await theirs.issue({ subject: 'alice' });
  expect(await active(theirs, refreshToken)).toBe(true);
  expect(await curfew.introspect(refreshToken)).toBeUndefined();
  const trust = [new OpaqueIssuer(clock).trust];
  await using keyless = createCurfew({ store, clock, trust, staleness: 60_000 });
  expect(await keyless.introspect(refreshToken)).toBeUndefined();
});

it('says that the newest refresh token is active, and the one before it within the grace', async () => {
  await using here = await world();
  const { curfew, clock } = here;
  const first = await curfew.issue({ subject: 'alice' });
  const second = await curfew.refresh(first.refreshToken);
  clock.advance(GRACE);
  expect(await active(curfew, first.refreshToken), 'until the grace is over').toBe(true);
  const third = await curfew.refresh(second.refreshToken);
  expect(await active(curfew, first.refreshToken), 'two before').toBe(false);
  clock.advance(GRACE + 1);
  expect(await active(curfew, second.refreshToken)).toBe(false);
  expect(await active(curfew, third.refreshToken)).toBe(true);
});

it('says so up to the idle limit, by its own look at the session too, and not at the absolute one', async () => {
  await using here = await world();
  const { curfew, clock, beside } = here;
  const other = await beside({});
  const { refreshToken, accessToken } = await curfew.issue({ subject: 'alice' });
  clock.advance(IDLE / 10 - 1);
  await curfew.verify(accessToken);
  clock.advance(IDLE - IDLE / 10 + 1);
  expect(await active(other, refreshToken)).toBe(true);
  clock.advance(1);
  expect(await active(other, refreshToken), 'nobody told that node').toBe(false);
  expect(await active(curfew, refreshToken)).toBe(true);
  await using long = await world(ABSOLUTE);
  const late = await long.curfew.issue({ subject: 'bob' });
  long.clock.advance(ABSOLUTE - 1);
  expect(await active(long.curfew, late.refreshToken)).toBe(true);
  long.clock.advance(1);
  expect(await active(long.curfew, late.refreshToken)).toBe(false);
});

it('believes what it knows before a server that was left behind, and asks for no more than it needs', async () => {
  await using here = await world();
  const { curfew, store, beside, clock } = here;
  const { refreshToken, session } = await curfew.issue({ subject: 'alice' });
  const open: StoredSession | undefined = await store.session(session);
  const behind = watched(overriding(store, { session: async () => open }));
  const other = await beside({ store: behind.store });
  await other.verify((await curfew.issue({ subject: 'bob' })).accessToken).catch(() => undefined);
  const before = behind.calls['changes'];
  expect(await active(other, refreshToken)).toBe(true);
  expect(behind.calls['changes'], 'it is fresh').toBe(before);
  await curfew.revoke({ subject: 'alice' });
  expect(await active(other, refreshToken)).toBe(false);
  behind.disturb('fail', ['changes']);
  clock.advance(60_001);
  expect(await codeOf(other.introspect(refreshToken))).toBe('ERR_STORE_UNAVAILABLE');
});
