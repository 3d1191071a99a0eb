import { expect, it } from 'vitest';
import { codeOf, node, watched } from '../../test/support/node.ts';
import { OpaqueIssuer } from '../../test/support/opaque-issuer.ts';
import { createCurfew, type Curfew } from '../index.ts';
import { memory } from '../stores/memory/index.ts';
import { systemClock } from './clock.ts';

const trust = [new OpaqueIssuer(systemClock).trust];
const rules = { audience: 'web' };

it('joins its store at once when it accepts tokens, and else when there is something to do', async () => {
  for (const [options, attached] of [
    [{ issuer: undefined as never, trust }, 1],
    [{ trust: [] }, 1],
    [{ issuer: undefined as never }, undefined],
  ] as const) {
    const { store, calls } = watched(memory());
    await using curfew = await node({ store, ...options });
    await Promise.resolve();
    expect(calls['attach']).toBe(attached);
    await curfew.ready();
    expect(calls['attach'], 'once').toBe(1);
  }
});

it('answers the first question, although it has only begun to join', async () => {
  expect(await (await node()).introspect('garbage')).toBeUndefined();
  expect(await codeOf((await node()).verify('garbage'))).toBe('ERR_TOKEN_INVALID');
  expect(await codeOf((await node()).alive('nobody'))).toBe('ERR_TOKEN_INVALID');
});

it('is not ready without its keys, and has what it publishes of them when it is', async () => {
  const issuer = { name: 'https://api.test', audience: 'api' };
  const keys = (): never => { throw new Error('the vault is sealed'); }; // prettier-ignore
  await using broken = await node({ issuer: { ...issuer, keys } });
  expect(await codeOf(broken.ready())).toBe('ERR_STORE_UNAVAILABLE');
  await using curfew = await node();
  await curfew.ready();
  const { keys: published } = await curfew.jwks();
  expect(published).toMatchObject([{ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA' }]);
  expect(published[0], 'and no private part').not.toHaveProperty('d');
});

it('tries to join again after it could not', async () => {
  const { store, disturb, calls } = watched(memory());
  disturb('fail', ['attach']);
  await using curfew = await node({ store });
  expect(await codeOf(curfew.ready())).toBe('ERR_STORE_UNAVAILABLE');
  disturb('none');
  await curfew.ready();
  expect(calls['attach']).toBe(2);
});

it('says what it lacks for what it cannot do', async () => {
  await using revoking = createCurfew({ store: memory() });
  await using trusting = createCurfew({ store: memory(), trust, staleness: 50 });
  const verifies: ((one: Curfew) => Promise<unknown>)[] = [
    (one) => one.verify('x'),
    (one) => one.introspect('x'),
    (one) => one.logout('x'),
    (one) => one.ticket('x'),
    (one) => one.backchannelLogout('x', rules),
    (one) => one.securityEvent('x', rules),
  ];
  const issues: ((one: Curfew) => Promise<unknown>)[] = [
    (one) => one.issue({ subject: 'alice' }),
    (one) => one.open({ subject: 'alice' }),
    (one) => one.alive('x'),
    (one) => one.refresh('x'),
    (one) => one.jwks(),
  ];
  for (const work of verifies) {
    await expect(work(revoking)).rejects.toMatchObject({ code: 'ERR_CONFIG', message: /accepts no tokens/ });
    expect(await codeOf(work(trusting))).not.toBe('ERR_CONFIG');
  }
  for (const work of issues)
    for (const one of [revoking, trusting])
      await expect(work(one)).rejects.toMatchObject({ code: 'ERR_CONFIG', message: /issues no tokens/ });
  expect(await revoking.sessions('alice')).toEqual([]);
  expect((await revoking.revoke({ subject: 'alice' })).revoked).toHaveLength(1);
});

it('lists the sessions of the one issuer it trusts, and of all where there are several', async () => {
  const [one, other] = [new OpaqueIssuer(systemClock), new OpaqueIssuer(systemClock, 'https://other.test')];
  const store = memory();
  await using both = createCurfew({ store, trust: [one.trust, other.trust] });
  await using first = createCurfew({ store, trust: [one.trust] });
  await using own = await node({ store, trust: [one.trust] });
  for (const issuer of [one, other]) await both.verify(issuer.knows(`by ${issuer.issuer}`));
  await own.issue({ subject: 'alice' });
  const issuers = async (curfew: Curfew): Promise<string[]> =>
    (await curfew.sessions('alice')).map(({ issuer }) => issuer);
  expect(await issuers(first)).toEqual([one.issuer]);
  expect(await issuers(both)).toEqual([one.issuer, other.issuer, 'https://api.test']);
  expect(await issuers(own)).toEqual(['https://api.test']);
});

it('does nothing any more once it is closed, in whatever way', async () => {
  const { store, calls } = watched(memory());
  await using staying = await node({ store });
  await staying.ready();
  const closed = await node({ store });
  const { accessToken } = await closed.issue({ subject: 'alice' });
  const { signal } = await closed.verify(accessToken);
  const before = calls['close'] ?? 0;
  await Promise.all([closed.close(), closed[Symbol.asyncDispose]()]);
  expect(calls['close'], 'once').toBe(before + 1);
  for (const work of [
    closed.sessions('alice'),
    closed.revoke({ subject: 'bob' }),
    closed.verify(accessToken),
    closed.ready(),
  ])
    // prettier-ignore
    expect(await codeOf(work)).toBe('ERR_STORE_UNAVAILABLE');
  expect((await staying.verify(accessToken)).subject, 'the store is open for the others').toBe('alice');
  expect(signal.reason, 'what hung on it must ask elsewhere').toMatchObject({
    code: 'ERR_STORE_UNAVAILABLE',
  });
  await using never = createCurfew({ store });
  const attached = calls['attach'];
  await never[Symbol.asyncDispose]();
  expect(await codeOf(never.revoke({ subject: 'bob' }))).toBe('ERR_STORE_UNAVAILABLE');
  expect([calls['attach'], calls['close']]).toEqual([attached, before + 1]);
});
