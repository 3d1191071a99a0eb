import { decodeProtectedHeader } from 'jose';
import { describe, expect, it } from 'vitest';
import { TestClock } from '../../test/support/clock.ts';
import { codeOf, node } from '../../test/support/node.ts';
import { generateKey, type Algorithm, type SigningKey } from '../index.ts';
import { memory } from '../stores/memory/index.ts';

const issuer = { name: 'https://api.test', audience: 'api' };

describe('keys', () => {
  it.each<Algorithm>(['EdDSA', 'ES256', 'RS256'])(
    'signs at+jwt with %s and publishes the public part',
    async (alg) => {
      const key = await generateKey(alg);
      await using curfew = await node({ issuer: { ...issuer, keys: [key] } });
      const { accessToken } = await curfew.issue({
        subject: 'alice',
        client: 'app',
        tenant: 'acme',
        claims: { role: 'x' },
      });
      expect(decodeProtectedHeader(accessToken)).toEqual({ alg, typ: 'at+jwt', kid: key.kid });
      const { claims, ...auth } = await curfew.verify(accessToken);
      expect(auth).toMatchObject({ subject: 'alice', client: 'app', tenant: 'acme', issuer: issuer.name });
      expect(claims).toMatchObject({ iss: issuer.name, aud: 'api', client_id: 'app', role: 'x' });
      for (const name of ['sub', 'exp', 'iat', 'jti', 'sid', 'inc', 'rv', 'rv0', 'auth_time'])
        expect(claims).toHaveProperty(name);
      expect(Object.isFrozen(claims)).toBe(true);
      expect((await curfew.jwks()).keys[0]).not.toHaveProperty('d');
    },
  );

  it('takes one key alone, and fills in kid and alg', async () => {
    const { kid: _kid, alg: _alg, use: _use, ...bare } = await generateKey('ES256');
    await using curfew = await node({ issuer: { ...issuer, keys: bare } });
    const { accessToken } = await curfew.issue({ subject: 'alice' });
    expect(decodeProtectedHeader(accessToken)).toMatchObject({
      alg: 'ES256',
      kid: expect.stringMatching(/^[\w-]{43}$/) as string,
    });
    expect((await curfew.verify(accessToken)).subject).toBe('alice');
  });

  it('goes on verifying and refreshing what the old key made, after a restart with a new key in front', async () => {
    const store = memory();
    const [old, fresh] = [await generateKey(), await generateKey('ES256')];
    const before = await node({ store, issuer: { ...issuer, keys: [old] } });
    const tokens = await before.issue({ subject: 'alice' });
    await before.close();
    await using after = await node({ store, issuer: { ...issuer, keys: [fresh, old] } });
    expect((await after.verify(tokens.accessToken)).subject).toBe('alice');
    const next = await after.refresh(tokens.refreshToken);
    expect(decodeProtectedHeader(next.accessToken).kid).toBe(fresh.kid);
    expect((await after.refresh(tokens.refreshToken)).refreshToken, 'a repeat, too').toBe(next.refreshToken);
    await using later = await node({ store, issuer: { ...issuer, keys: [fresh] } });
    expect(await codeOf(later.verify(tokens.accessToken)), 'a removed key verifies nothing').toBe(
      'ERR_TOKEN_INVALID',
    );
    expect((await later.verify(next.accessToken)).subject).toBe('alice');
  });

  it('follows a rotation without a restart, on the node that signs and on those that meet an unknown kid', async () => {
    const store = memory();
    const clock = new TestClock();
    let keys: SigningKey[] = [await generateKey()];
    let reads = 0;
    const source = (): SigningKey[] => {
      reads += 1;
      return keys;
    };
    await using a = await node({ store, clock, issuer: { ...issuer, keys: source } });
    await using b = await node({ store, clock, issuer: { ...issuer, keys: source } });
    const old = await a.issue({ subject: 'alice' });
    await b.verify(old.accessToken);
    const rotated = await generateKey();
    keys = [rotated, ...keys];
    clock.advance(61_000);
    const fresh = await a.issue({ subject: 'alice' });
    expect(decodeProtectedHeader(fresh.accessToken).kid).toBe(rotated.kid);
    expect((await b.verify(fresh.accessToken)).subject).toBe('alice');
    expect((await b.refresh(fresh.refreshToken)).session).toBe(fresh.session);
    expect((await b.verify(old.accessToken)).subject).toBe('alice');
    const before = reads;
    const stranger = await node({ issuer: { ...issuer, keys: [await generateKey()] } });
    const { accessToken } = await stranger.issue({ subject: 'eve' });
    await stranger.close();
    for (let turn = 0; turn < 50; turn += 1)
      expect(await codeOf(b.verify(accessToken))).toBe('ERR_TOKEN_INVALID');
    expect(reads - before, 'a flood of unknown kids reads the keys once').toBeLessThanOrEqual(1);
    keys = [rotated];
    clock.advance(61_000);
    const third = await b.issue({ subject: 'alice' });
    expect((await b.verify(third.accessToken)).subject).toBe('alice');
    expect(
      await codeOf(b.verify(old.accessToken)),
      'once its key is gone, a remembered proof is, too',
    ).toMatch(/^ERR_TOKEN_/);
  });

  it('knows a new key when a refresh token sealed with it comes first', async () => {
    const store = memory();
    const clock = new TestClock();
    const old = await generateKey();
    const rotated = await generateKey();
    let keys = [old];
    await using a = await node({ store, clock, issuer: { ...issuer, keys: [rotated, old] } });
    await using b = await node({ store, clock, issuer: { ...issuer, keys: () => keys } });
    await b.issue({ subject: 'bob' });
    keys = [rotated, old];
    const { refreshToken, session } = await a.issue({ subject: 'alice' });
    clock.advance(1_000);
    expect((await b.refresh(refreshToken)).session).toBe(session);
  });

  it('refuses two keys of one kid, and a source that breaks, without naming a key', async () => {
    const key = await generateKey();
    const twice = [key, { ...(await generateKey()), kid: key.kid ?? '' }];
    await expect(node({ issuer: { ...issuer, keys: twice } })).rejects.toMatchObject({ code: 'ERR_CONFIG' });
    await using broken = await node({
      issuer: { ...issuer, keys: () => [{ kty: 'OKP', crv: 'Ed25519', x: 'AA', d: 'AA' }] },
    });
    expect(await codeOf(broken.issue({ subject: 'alice' }))).toBe('ERR_CONFIG');
  });

  it('keeps the keys it has when their source fails, and takes an unreadable source for an outage, not for a forgery', async () => {
    const store = memory();
    const clock = new TestClock();
    const key = await generateKey();
    let broken = false;
    const keys = (): SigningKey[] => {
      if (broken) throw new Error('the key server is down');
      return [key];
    };
    await using curfew = await node({ store, clock, issuer: { ...issuer, keys } });
    const [one, two] = [await curfew.issue({ subject: 'alice' }), await curfew.issue({ subject: 'bob' })];
    broken = true;
    clock.advance(120_000);
    expect((await curfew.verify(one.accessToken)).subject).toBe('alice');
    expect((await curfew.refresh(two.refreshToken)).session).toBe(two.session);
    expect((await curfew.logout(one.accessToken)).revoked).toHaveLength(1);
    await using fresh = await node({ store, clock, issuer: { ...issuer, keys } });
    for (const work of [
      fresh.verify(two.accessToken),
      fresh.refresh(two.refreshToken),
      fresh.logout(two.accessToken),
    ]) {
      expect(await codeOf(work)).toBe('ERR_STORE_UNAVAILABLE');
    }
    expect(await codeOf(fresh.ready())).toBe('ERR_STORE_UNAVAILABLE');
    broken = false;
    await fresh.ready();
    expect((await fresh.verify(two.accessToken)).subject).toBe('bob');
  });

  it('forgets what a key has proved once its source no longer names it, though nobody asks for anything new', async () => {
    const clock = new TestClock();
    const [leaked, fresh] = [await generateKey(), await generateKey()];
    let keys = [leaked];
    const lasting = { ...issuer, lifetime: 3_600_000, keys: () => keys };
    await using curfew = await node({ clock, issuer: lasting });
    const { accessToken } = await curfew.issue({ subject: 'alice' });
    await curfew.verify(accessToken);
    keys = [fresh];
    clock.advance(61_000);
    await codeOf(curfew.verify(accessToken));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await codeOf(curfew.verify(accessToken))).toBe('ERR_TOKEN_INVALID');
  });

  it('does not hang on a source that hangs', { timeout: 20_000 }, async () => {
    const clock = new TestClock();
    const key = await generateKey();
    let hangs = false;
    const keys = (): SigningKey[] | Promise<SigningKey[]> => (hangs ? new Promise(() => undefined) : [key]);
    await using curfew = await node({ clock, issuer: { ...issuer, keys } });
    const { accessToken } = await curfew.issue({ subject: 'alice' });
    hangs = true;
    clock.advance(61_000);
    expect((await curfew.verify(accessToken)).subject).toBe('alice');
    expect((await curfew.logout(accessToken)).revoked).toHaveLength(1);
  });
});
