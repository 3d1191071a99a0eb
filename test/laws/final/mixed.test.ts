import { expect, it } from 'vitest';
import { memory } from '../../../src/stores/memory/index.ts';
import { systemTimers } from '../../../src/core/timers.ts';
import { MemoryStore } from '../../../src/stores/memory/memory-store.ts';
import { TestClock } from '../../support/clock.ts';
import { codeOf, node, overriding, pause } from '../../support/node.ts';
import { SigningIssuer } from '../../support/signing-issuer.ts';

const HOUR = 3_600_000;

it('stays dead on a node that gives longer lives than the one that revoked', async () => {
  const clock = new TestClock();
  const store = memory();
  await using a = await node({ store, clock, sessions: { idle: HOUR, absolute: HOUR }, staleness: 60 });
  const { generateKey } = await import('../../../src/index.ts');
  const lasting = {
    name: 'https://other.test',
    audience: 'api',
    keys: await generateKey(),
    lifetime: 20 * HOUR,
  };
  await using b = await node({ store, clock, issuer: lasting, staleness: 60 });
  const [all, one] = [await b.issue({ subject: 'alice' }), await b.issue({ subject: 'bob' })];
  for (const { accessToken } of [all, one]) await b.verify(accessToken);
  await a.revoke({ token: (await b.verify(one.accessToken)).token, issuer: lasting.name });
  await a.revoke({ subject: 'alice', issuer: '*' });
  for (let step = 0; step < 19; step += 1) {
    clock.advance(HOUR);
    await pause(50);
    expect(await codeOf(b.verify(all.accessToken))).toBe('ERR_TOKEN_REVOKED');
    expect(await codeOf(b.verify(one.accessToken))).toBe('ERR_TOKEN_REVOKED');
  }
});

it('ends for as long as a token can live what another issuer signed before, and nobody has shown yet', async () => {
  const clock = new TestClock();
  const store = new MemoryStore(clock, systemTimers);
  const issuer = await SigningIssuer.with(clock);
  const lasting = { exp: Math.floor(clock.now() / 1_000) + 20 * 3_600 };
  const limits = { sessions: { idle: HOUR, absolute: HOUR } };
  await using a = await node({ store, clock, ...limits, staleness: 60 });
  await using b = await node({ store, clock, trust: [issuer.trust], staleness: 60 });
  const [met, alive, named] = await Promise.all(
    ['one', 'two', 'three'].map((sub) => issuer.token({ ...lasting, sub, jti: `of ${sub}` })),
  );
  const tokens = await Promise.all([1, 2].map(() => issuer.token(lasting)));
  expect(await codeOf(b.verify(met ?? ''))).toBe('fulfilled');
  clock.advance(1_000);
  await a.revoke({ subject: 'alice', issuer: issuer.issuer });
  await a.revoke({ token: 'of three', issuer: issuer.issuer });
  for (const token of [...tokens, named ?? '']) {
    for (let step = 0; step < 6; step += 1) {
      clock.advance(HOUR);
      await pause(50);
    }
    expect(await codeOf(b.verify(token))).toBe('ERR_TOKEN_REVOKED');
  }
  expect(await codeOf(b.verify(alive ?? '')), 'of somebody else').toBe('fulfilled');
});

it('lets no node run beside one that asks every time, which would not wait for it', async () => {
  const store = memory();
  await using a = await node({ store, staleness: 0 });
  const { accessToken } = await a.issue({ subject: 'alice' });
  await a.verify(accessToken);
  await using b = await node({ store, staleness: 1_000 });
  expect(await codeOf(b.verify(accessToken))).toBe('ERR_CONFIG');
});

it('logs out with what another service of the issuer would accept, and whatever the clock says', async () => {
  const { generateKey } = await import('../../../src/index.ts');
  const store = memory();
  const clock = new TestClock();
  const keys = await generateKey();
  const name = 'https://api.test';
  await using a = await node({ store, clock, issuer: { name, audience: 'web', keys } });
  await using b = await node({ store, issuer: { name, audience: 'api', keys }, clock });
  const { accessToken, session } = await b.issue({ subject: 'alice' });
  expect(await codeOf(a.verify(accessToken))).toBe('ERR_TOKEN_INVALID');
  expect((await a.logout(`Bearer ${accessToken}`)).revoked).toEqual([{ kind: 'session', id: session }]);
  expect(await codeOf(b.verify(accessToken))).toBe('ERR_TOKEN_REVOKED');

  const fast = new TestClock();
  fast.advance(31 * 24 * HOUR);
  await using ahead = await node({ store, clock: fast, issuer: { name, audience: 'api', keys } });
  const next = await b.issue({ subject: 'alice' });
  expect((await ahead.logout(next.accessToken)).revoked).toHaveLength(1);
  expect(await codeOf(b.verify(next.accessToken))).toBe('ERR_TOKEN_REVOKED');
});

it('aborts the signals of a node that is closed: nobody would tell them any more', async () => {
  const curfew = await node();
  const { accessToken } = await curfew.issue({ subject: 'alice' });
  const { signal } = await curfew.verify(accessToken);
  await curfew.close();
  expect(signal.aborted).toBe(true);
  expect(signal.reason).toMatchObject({ code: 'ERR_STORE_UNAVAILABLE' });
});

it('refuses a refresh that this node knows to be dead though the store has forgotten it', async () => {
  const shared = memory();
  let forgets = false;
  const store = overriding(shared, {
    async session(sid) {
      const session = await shared.session(sid);
      if (!session || !forgets) return session;
      const { endedAt: _, ...alive } = session;
      return alive;
    },
    rotate: async () => 'rotated',
  });
  await using curfew = await node({ store });
  const { accessToken, refreshToken } = await curfew.issue({ subject: 'alice' });
  await curfew.logout(accessToken);
  forgets = true;
  expect(await codeOf(curfew.refresh(refreshToken))).toBe('ERR_TOKEN_REVOKED');
});
