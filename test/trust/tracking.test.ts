import { expect, it } from 'vitest';
import { CompactSign } from 'jose';
import {
  ALLOW_KEYS_FROM_A_PRIVATE_NETWORK,
  StoreUnavailable,
  type Clock,
  type NewSession,
} from '../../src/index.ts';
import { systemTimers } from '../../src/core/timers.ts';
import { memory } from '../../src/stores/memory/index.ts';
import { MemoryStore } from '../../src/stores/memory/memory-store.ts';
import { sqlite } from '../../src/stores/sqlite/index.ts';
import { IdentityProvider, providerKey, trusting } from '../support/identity-provider.ts';
import { codeOf, overriding, until } from '../support/node.ts';
import { temporaryFolder } from '../support/processes.ts';

/** A clock that can be set forward. */
class Ahead implements Clock {
  by = 0;
  now = (): number => Date.now() + this.by;
  monotonic = (): number => performance.now() + this.by;
}

it('registers a session once, however many requests on two nodes meet it first', async () => {
  using folder = temporaryFolder();
  await using provider = await IdentityProvider.start();
  const opened: string[] = [];
  const counted = (): ReturnType<typeof memory> => {
    const store = sqlite(`${folder.path}/app.db`);
    return overriding(store, {
      async open(session: NewSession, ...more) {
        const answer = await store.open(session, ...more);
        opened.push(session.id);
        return answer;
      },
    });
  };
  await using a = trusting(provider, { store: counted() });
  await using b = trusting(provider, { store: counted() });
  await Promise.all([a.ready(), b.ready()]);
  const tokens = await Promise.all(Array.from({ length: 10 }, () => provider.token({ sid: 's1' })));
  const all = await Promise.all(tokens.flatMap((token) => [a, b].map((one) => one.verify(token))));
  expect(new Set(all.map(({ session }) => session)).size).toBe(1);
  expect(opened).toHaveLength(1);
  expect(await a.sessions('alice')).toHaveLength(1);
  await b.logout(tokens[0] ?? '');
  for (const token of tokens)
    for (const one of [a, b]) expect(await codeOf(one.verify(token))).toBe('ERR_TOKEN_REVOKED');
});

it('finds the session that another node was first to register', async () => {
  await using provider = await IdentityProvider.start();
  const store = memory();
  const asked = [0, 0];
  let conflicts = 0;
  // Both nodes hear that there is none before either of them registers it.
  const inStep = (node: 0 | 1): ReturnType<typeof memory> =>
    overriding(store, {
      async session(sid) {
        const found = await store.session(sid);
        const turn = found ? 0 : (asked[node] ?? 0) + 1;
        if (turn > 0) asked[node] = turn;
        await until(() => Math.min(...asked) >= turn);
        return found;
      },
      async open(session, ...more) {
        return store.open(session, ...more).catch((error: unknown) => {
          conflicts += 1;
          throw error;
        });
      },
    });
  await using a = trusting(provider, { store: inStep(0) });
  await using b = trusting(provider, { store: inStep(1) });
  const token = await provider.token({ sid: 's1' });
  const [one, other] = await Promise.all([a.verify(token), b.verify(token)]);
  expect(conflicts).toBe(1);
  expect(one.session).toBe(other.session);
  await a.logout(token);
  expect(await codeOf(b.verify(token))).toBe('ERR_TOKEN_REVOKED');
});

it('accepts only the algorithms that were named, whatever else the issuer has keys for', async () => {
  const [rsa, ec] = [await providerKey('rsa'), await providerKey('ec', 'ES256')];
  await using provider = await IdentityProvider.start(rsa, ec);
  const { issuer, jwks } = provider;
  const one = { issuer, audience: 'api', jwks, algorithms: ['ES256'] };
  const trust = [{ ...one, [ALLOW_KEYS_FROM_A_PRIVATE_NETWORK]: true as const }];
  await using curfew = trusting(provider, { trust });
  const claims = { sid: 's1' };
  const good = await provider.token(claims, {}, ec);
  expect(await codeOf(curfew.verify(await provider.token(claims, {}, rsa)))).toBe('ERR_TOKEN_INVALID');
  expect(await codeOf(curfew.verify(good))).toBe('fulfilled');
  const about = {
    ...claims,
    aud: 'web',
    events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
  };
  const logout = await provider.token(about, { typ: 'logout+jwt' }, rsa);
  await expect(curfew.backchannelLogout(logout, { audience: 'web' })).rejects.toMatchObject({
    fault: 'invalid_key',
  });
  expect(await codeOf(curfew.verify(good))).toBe('fulfilled');
});

it('answers 503, and logs nobody out, when a session cannot be registered', async () => {
  await using provider = await IdentityProvider.start();
  const store = memory();
  let isBroken = true;
  const broken = overriding(store, {
    open: (session, ...more) =>
      isBroken ? Promise.reject(new StoreUnavailable('full')) : store.open(session, ...more),
  });
  await using curfew = trusting(provider, { store: broken });
  const token = await provider.token({ sid: 's1' });
  expect(await codeOf(curfew.verify(token))).toBe('ERR_STORE_UNAVAILABLE');
  isBroken = false;
  expect(await codeOf(curfew.verify(token))).toBe('fulfilled');
});

it.each(['logout', 'ticket', 'revoke'] as const)(
  'remembers the end of a session by %s for as long as its issuer may sign for it',
  async (how) => {
    await using provider = await IdentityProvider.start();
    const clock = new Ahead();
    const store = new MemoryStore(clock, systemTimers);
    await using curfew = trusting(provider, { store, clock, sessions: { absolute: 600_000, idle: 60_000 } });
    const token = await provider.token({ sid: 's1', exp: Math.floor(Date.now() / 1_000) + 7_200 });
    const { session } = await curfew.verify(token);
    clock.by += 590_000;
    expect((await curfew.verify(token)).session, 'its issuer says how long it lasts').toBe(session);
    const ticket = await curfew.ticket(session);
    if (how === 'revoke') await curfew.revoke({ session, issuer: provider.issuer });
    else expect((await curfew.logout(how === 'logout' ? token : (ticket ?? ''))).revoked).toHaveLength(1);
    expect(await codeOf(curfew.verify(token))).toBe('ERR_TOKEN_REVOKED');
    for (let minutes = 0; minutes < 90; minutes += 10) {
      clock.by += 600_000;
      // With each end the store forgets what is over.
      await curfew.revoke({ subject: `somebody else ${minutes}`, issuer: provider.issuer });
      expect(await codeOf(curfew.verify(token)), `${minutes} minutes later`).toBe('ERR_TOKEN_REVOKED');
    }
  },
);

it('believes an issuer whose clock is a little off, and none that signs in the future', async () => {
  await using provider = await IdentityProvider.start();
  await using curfew = trusting(provider);
  const now = Math.floor(Date.now() / 1_000);
  const at = (iat: number, more: object = {}): Promise<string> =>
    provider.token({ iat, exp: iat + 300, ...more });
  expect(await codeOf(curfew.verify(await at(now + 30, { nbf: now + 30 })))).toBe('fulfilled');
  for (const iat of [now + 120, now + 86_400 * 365])
    await expect(curfew.verify(await at(iat))).rejects.toThrow(/in the future/);
  await expect(curfew.verify(await at(now, { nbf: now + 120 }))).rejects.toThrow(/not valid yet/);
  for (const nbf of ['soon', null, -1])
    await expect(curfew.verify(await at(now, { nbf }))).rejects.toThrow(/not valid yet/);
});

it('ends a token before its time, so that it does not come alive when that has come', async () => {
  await using provider = await IdentityProvider.start();
  const clock = new Ahead();
  await using curfew = trusting(provider, { clock });
  const now = Math.floor(Date.now() / 1_000);
  const token = await provider.token({ sid: 's1', nbf: now + 200, exp: now + 900 });
  expect(await codeOf(curfew.verify(token))).toBe('ERR_TOKEN_INVALID');
  expect((await curfew.logout(token)).revoked).toHaveLength(1);
  clock.by += 300_000;
  expect(await codeOf(curfew.verify(token))).toBe('ERR_TOKEN_REVOKED');
});

it('refuses a sid that no logout token could name, and takes a jti that is none for no name', async () => {
  await using provider = await IdentityProvider.start();
  await using curfew = trusting(provider);
  for (const sid of [5, '', null, ['s1'], { s: 1 }, 'x'.repeat(1_025), 'a\0b', '\ud800'])
    await expect(curfew.verify(await provider.token({ sid })), JSON.stringify(sid)).rejects.toThrow(/sid/);
  for (const jti of [5, '', 'x'.repeat(1_025), ['one']]) {
    const [dead, alive] = [await provider.token({ jti, n: 1 }), await provider.token({ jti, n: 2 })];
    for (const token of [dead, alive]) expect(await codeOf(curfew.verify(token))).toBe('fulfilled');
    await curfew.logout(dead);
    expect(await codeOf(curfew.verify(dead))).toBe('ERR_TOKEN_REVOKED');
    expect(await codeOf(curfew.verify(alive))).toBe('fulfilled');
  }
  const huge = await provider.token({ sid: 's'.repeat(1_024), jti: 'j'.repeat(1_024) });
  expect((await curfew.verify(huge)).session.length, 'the name in the store is short').toBe(22);
});

it('reads a token whose header names its key by thumbprint too, as Entra and AD FS write it', async () => {
  await using provider = await IdentityProvider.start();
  await using curfew = trusting(provider);
  const token = await provider.token({}, { x5t: 'i6lGk3FZzxRcUb2C3nEQ7syHJlY', 'x5t#S256': 'A'.repeat(43) });
  expect(await codeOf(curfew.verify(token))).toBe('fulfilled');
});

it('follows no header, verifies with no public key as a secret, and reads nothing critical', async () => {
  await using provider = await IdentityProvider.start();
  await using curfew = trusting(provider);
  await curfew.verify(await provider.token());
  const { asked } = provider;
  const good = await provider.token({ iat: Math.floor(Date.now() / 1_000) - 10 });
  const [, payload = '', signature = ''] = good.split('.');
  const head = (header: object): string => Buffer.from(JSON.stringify(header)).toString('base64url');
  const forged: [string, string][] = [];
  for (const extra of [
    { jku: provider.jwks },
    { x5u: provider.jwks },
    { jwk: provider.keys[0]?.public },
    { x5c: ['MIIB'] },
    { crit: ['exp'] },
    { b64: false, crit: ['b64'] },
    { zip: 'DEF' },
    { enc: 'A256GCM' },
    { kid: '../../etc/passwd' },
    { kid: { a: 1 } },
    { kid: 'x'.repeat(256) },
    { alg: 'none' },
    { alg: 'NONE' },
    { alg: 'rs256' },
    { alg: '' },
    { alg: ['RS256'] },
    { alg: undefined },
  ]) {
    forged.push([
      JSON.stringify(extra),
      `${head({ alg: 'RS256', kid: 'first', typ: 'at+jwt', ...extra })}.${payload}.${signature}`,
    ]);
  }
  forged.push(['no signature', `${head({ alg: 'none', typ: 'at+jwt' })}.${payload}.`]);
  const claims = Buffer.from(payload, 'base64url');
  for (const alg of ['HS256', 'HS384', 'HS512'])
    for (const key of [JSON.stringify(provider.keys[0]?.public), provider.keys[0]?.public.n ?? '']) {
      const secret = new TextEncoder().encode(key.padEnd(64, ' '));
      const signed = new CompactSign(claims).setProtectedHeader({ alg, kid: 'first', typ: 'at+jwt' });
      forged.push([alg, await signed.sign(secret)]);
    }
  for (const [what, token] of forged)
    expect(await codeOf(curfew.verify(token)), what).toBe('ERR_TOKEN_INVALID');
  expect(provider.asked, 'none of it made anything be fetched, but one unknown kid').toBeLessThanOrEqual(
    asked + 1,
  );
});
