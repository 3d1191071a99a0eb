import { describe, expect, it } from 'vitest';
import { generateKey, createCurfew, type CurfewOptions, type SigningKey } from '../index.ts';
import { memory } from '../stores/memory/index.ts';
import { sqlite } from '../stores/sqlite/index.ts';

const key = await generateKey();
const rsa = await generateKey('RS256');
const issuer = { name: 'https://api.test', audience: 'api', keys: [key] };
const good: CurfewOptions = { store: memory(), issuer };
const { d: _secret, ...publicOnly } = key;

const wrong: [string, unknown, RegExp][] = [
  ['nothing', undefined, /needs options/],
  ['no store', { issuer }, /store is missing.*sqlite\('app.db'\)/],
  ['a store that is none', { store: {}, issuer }, /not a Curfew store: it has no attach\(\)/],
  [
    'an option that does not exist',
    { ...good, stalenes: 5 },
    /unknown option stalenes; known are .*staleness/,
  ],
  ['a session option that does not exist', { ...good, sessions: { ttl: 5 } }, /unknown option sessions\.ttl/],
  [
    'an issuer option that does not exist',
    { ...good, issuer: { ...issuer, secret: 'x' } },
    /unknown option issuer\.secret/,
  ],
  [
    'a negative staleness',
    { ...good, staleness: -1 },
    /staleness must be a whole number of ms between 50 and 60000, not -1/,
  ],
  ['a staleness too short to poll', { ...good, staleness: 5 }, /staleness/],
  ['a staleness in words', { ...good, staleness: '1s' }, /staleness/],
  ['a fraction of a millisecond', { ...good, staleness: 100.5 }, /whole number/],
  ['an endless staleness', { ...good, staleness: Infinity }, /staleness/],
  [
    'an idle limit beyond the absolute one',
    { ...good, sessions: { idle: 9e7, absolute: 8e7 } },
    /sessions\.idle/,
  ],
  ['an absolute limit in seconds', { ...good, sessions: { absolute: 900 } }, /sessions\.absolute/],
  ['a limit of none', { ...good, sessions: { limit: { max: 0, then: 'refuse' } } }, /limit\.max/],
  ['a limit without a policy', { ...good, sessions: { limit: { max: 3 } } }, /limit\.then/],
  ['a grace that is no grace', { ...good, refresh: { grace: 1e9 } }, /refresh\.grace/],
  ['a clock without monotonic()', { ...good, clock: { now: () => 0 } }, /monotonic/],
  ['an issuer without a name', { ...good, issuer: { ...issuer, name: '' } }, /issuer\.name/],
  ['an issuer that stands for all', { ...good, issuer: { ...issuer, name: '*' } }, /issuer\.name/],
  ['no audience', { ...good, issuer: { ...issuer, audience: [] } }, /issuer\.audience/],
  ['no keys', { ...good, issuer: { ...issuer, keys: [] } }, /issuer\.keys is empty/],
  [
    'a secret as key',
    { ...good, issuer: { ...issuer, keys: [{ kty: 'oct', k: 'c2VjcmV0' }] } },
    /Symmetric keys are refused/,
  ],
  ['a key that cannot sign', { ...good, issuer: { ...issuer, keys: [publicOnly] } }, /no private part/],
  [
    'a key for another algorithm',
    { ...good, issuer: { ...issuer, keys: [{ ...key, alg: 'RS256' }] } },
    /its type makes it EdDSA/,
  ],
  ['a short RSA key', { ...good, issuer: { ...issuer, keys: [{ ...rsa, n: 'AQAB' }] } }, /below 2048 bits/],
  ['a token that lives for a week', { ...good, issuer: { ...issuer, lifetime: 6.1e8 } }, /issuer\.lifetime/],
];

describe('createCurfew', () => {
  it.each(wrong)('refuses %s at boot, and says what to do', (_name, options, message) => {
    expect(() => createCurfew(options as CurfewOptions)).toThrow(
      expect.objectContaining({ code: 'ERR_CONFIG', message: expect.stringMatching(message) as string }),
    );
  });

  it('puts no key into a message', () => {
    const keys: SigningKey[] = [{ ...key, alg: 'RS256' }];
    expect(() => createCurfew({ ...good, issuer: { ...issuer, keys } })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(String(key.d)) as string }),
    );
  });

  it('can do without an issuer what an operator does, and says what it cannot do', async () => {
    await using curfew = createCurfew({ store: memory() });
    expect((await curfew.revoke('everything')).revoked).toHaveLength(1);
    expect(await curfew.sessions('alice')).toEqual([]);
    for (const call of [
      curfew.verify('x'),
      curfew.issue({ subject: 'alice' }),
      curfew.refresh('x'),
      curfew.logout('x'),
    ]) {
      await expect(call).rejects.toMatchObject({ code: 'ERR_CONFIG' });
    }
  });

  it('leaves a store open that others share when it never joined it', async () => {
    const store = memory();
    await using first = createCurfew({ ...good, store });
    const { accessToken } = await first.issue({ subject: 'alice' });
    await createCurfew({ store }).close();
    expect((await first.verify(accessToken)).subject).toBe('alice');
    await first.logout(accessToken);
  });

  it('takes a clock that counts fractions', async () => {
    const clock = { now: () => Date.now() + 0.5, monotonic: () => performance.now() };
    await using curfew = createCurfew({ ...good, store: sqlite(':memory:'), clock });
    const { accessToken } = await curfew.issue({ subject: 'alice' });
    await curfew.logout(accessToken);
    await expect(curfew.verify(accessToken)).rejects.toMatchObject({ code: 'ERR_TOKEN_REVOKED' });
  });

  it('refuses to run beside a node with another staleness', async () => {
    const store = memory();
    await using first = createCurfew({ ...good, store, staleness: 500 });
    await first.verify((await first.issue({ subject: 'alice' })).accessToken);
    const second = createCurfew({ ...good, store, staleness: 800 });
    await expect(second.ready()).rejects.toMatchObject({
      code: 'ERR_CONFIG',
      message: expect.stringContaining('staleness is 800 ms here and 500 ms') as string,
    });
  });

  it('refuses a malformed who or target, and records nothing', async () => {
    const store = memory();
    await using curfew = createCurfew({ ...good, store });
    const whos = [
      { subject: '' },
      { subject: 7 },
      { subject: 'x'.repeat(256) },
      { subject: 'a', claims: { sub: 'b' } },
    ];
    for (const who of [...whos, { subject: 'a', claims: [] }, { subject: 'a', tenant: '' }]) {
      await expect(curfew.issue(who as { subject: string })).rejects.toThrow(TypeError);
    }
    for (const claims of [
      { toJSON: () => ({ sub: 'root' }) },
      { toJSON: () => 'abc' },
      { toJSON: () => undefined },
    ]) {
      await expect(curfew.issue({ subject: 'a', claims })).rejects.toThrow(TypeError);
    }
    await expect(
      curfew.issue({ subject: 'a', claims: JSON.parse('{"__proto__":{"admin":true}}') as object }),
    ).rejects.toThrow(TypeError);
    for (const token of [undefined, null, 7, ['x'], {}]) {
      await expect(curfew.verify(token as string)).rejects.toMatchObject({
        code: 'ERR_TOKEN_INVALID',
      });
    }
    const targets = [{}, { subject: 'a', client: 'b' }, { subjects: 'a' }, { session: '' }, 'all', null, 7];
    for (const target of [...targets, { session: 'a', except: 'b' }, { subject: 'a', axcept: 'b' }]) {
      await expect(curfew.revoke(target as { subject: string })).rejects.toThrow(TypeError);
    }
    expect(await store.sessions()).toEqual([]);
    expect((await store.changes()).revocations).toEqual([]);
  });
});
