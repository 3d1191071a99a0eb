import { beforeAll, describe, expect, it } from 'vitest';
import { memory } from '../stores/memory/index.ts';
import { systemClock } from './clock.ts';
import { checkKeys, generateKey, type SigningKey } from './keys.ts';
import { resolveOptions, type CurfewOptions } from './options.ts';

const DAY = 86_400_000;
const store = memory();
let key: SigningKey;

beforeAll(async () => {
  key = await generateKey();
});

function issuer(more: object = {}): NonNullable<CurfewOptions['issuer']> {
  return { name: 'us', audience: 'api', keys: key, ...more };
}

describe('what is not said', () => {
  it('is what the documentation says', () => {
    expect(resolveOptions({ store })).toEqual({
      store,
      issuer: undefined,
      trust: [],
      staleness: undefined,
      idle: 7 * DAY,
      absolute: 30 * DAY,
      limit: undefined,
      grace: 10_000,
      clock: systemClock,
    });
    const own = resolveOptions({ store, issuer: issuer() });
    expect(own.staleness).toBe(1_000);
    expect(own.issuer).toEqual({ name: 'us', audience: ['api'], keys: key, lifetime: 300_000 });
    expect(resolveOptions({ store, sessions: { absolute: 2 * DAY } }).idle).toBe(2 * DAY);
  });

  it('takes what is said, copied where it could change', () => {
    const audience = ['api', 'files'];
    const limit = { max: 1, then: 'refuse' } as const;
    const given = resolveOptions({ store, issuer: issuer({ audience }), sessions: { limit }, staleness: 0 });
    expect(given).toMatchObject({ limit, staleness: 0, issuer: { audience } });
    expect(given.issuer?.audience).not.toBe(audience);
    const clock = resolveOptions({ store, clock: { now: () => 7.9, monotonic: () => 3.5 } }).clock;
    expect([clock.now(), clock.monotonic()]).toEqual([7, 3.5]);
  });
});

describe('a duration', () => {
  const durations: [string, number, number, (value: number) => CurfewOptions][] = [
    ['sessions.absolute', 1_000, 400 * DAY, (absolute) => ({ store, sessions: { absolute, idle: 1_000 } })],
    ['sessions.idle', 1_000, 30 * DAY, (idle) => ({ store, sessions: { idle } })],
    ['refresh.grace', 0, 300_000, (grace) => ({ store, refresh: { grace } })],
    ['issuer.lifetime', 1_000, DAY, (lifetime) => ({ store, issuer: issuer({ lifetime }) })],
    ['staleness', 50, 60_000, (staleness) => ({ store, staleness })],
  ];

  it.each(durations)('such as %s has its bounds', (name, least, most, options) => {
    expect(() => resolveOptions(options(least))).not.toThrow();
    expect(() => resolveOptions(options(most))).not.toThrow();
    for (const wrong of [least - 1, most + 1, least + 0.5, NaN, '1000' as unknown as number]) {
      expect(() => resolveOptions(options(wrong)), String(wrong)).toThrow(
        `${name} must be a whole number of ms between ${least} and ${most}, not ${wrong}`,
      );
    }
  });
});

// More of it is in options.test.ts.
describe('what is wrong', () => {
  const wrong: [object | null, string][] = [
    [null, 'needs options'],
    [{ store: null }, 'it has no attach()'],
    [{ store, sessions: { limit: { max: 1, than: 'refuse' } } }, 'unknown option sessions.limit.than'],
    [{ store, sessions: { limit: { max: 1.5, then: 'refuse' } } }, 'at least 1'],
    [{ store, sessions: { limit: { max: 1, then: 'end-newest' } } }, "'end-oldest' or 'refuse'"],
    [{ store, refresh: { gracee: 1 } }, 'unknown option refresh.gracee'],
    [{ store, clock: { monotonic: () => 0 } }, 'now() and monotonic()'],
  ];

  it.each(wrong)('is refused: %o', (options, message) => {
    expect(() => resolveOptions(options as unknown as CurfewOptions)).toThrow(message);
  });

  it.each([
    [{ name: 'x'.repeat(1_025) }, 'issuer.name'],
    [{ audience: '' }, 'issuer.audience'],
    [{ audience: ['api', ''] }, 'issuer.audience'],
    [{ audience: { api: true } }, 'issuer.audience'],
    [{ keys: undefined }, 'issuer.keys is empty'],
  ])('is refused of the issuer: %o', (more, message) => {
    expect(() => resolveOptions({ store, issuer: issuer(more) })).toThrow(message);
  });
});

describe('keys', () => {
  it('are told by what they are', async () => {
    for (const alg of ['EdDSA', 'ES256', 'RS256'] as const) {
      const one = await generateKey(alg);
      expect(one).toMatchObject({ alg, use: 'sig' });
      expect(checkKeys(one)).toEqual([one]);
      expect(() => checkKeys({ ...one, alg: 'HS256' })).toThrow(
        `issuer.keys[0] has alg "HS256", its type makes it ${alg}`,
      );
    }
    const rsa = await generateKey('RS256');
    expect(checkKeys({ ...rsa, n: 'x'.repeat(342) })).toHaveLength(1);
    for (const n of ['x'.repeat(341), undefined])
      expect(() => checkKeys({ ...rsa, n: n as string })).toThrow(
        'issuer.keys[0] is an RSA key below 2048 bits',
      );
  });

  it('are neither symmetric, nor of another curve, nor without what signs', async () => {
    const neither = 'issuer.keys[1] is neither Ed25519, P-256 nor RSA';
    for (const other of [
      { kty: 'oct', k: 'x' },
      { kty: 'OKP', crv: 'X25519' },
      { kty: 'EC', crv: 'P-384' },
      null,
    ])
      expect(() => checkKeys([key, other as unknown as SigningKey])).toThrow(neither);
    const { d: _, ...open } = key;
    expect(() => checkKeys(open)).toThrow('issuer.keys[0] has no private part');
    const other = await generateKey();
    expect(checkKeys([key, { ...open, kid: 'old' }])).toHaveLength(2);
    expect(() => checkKeys([key, other, { ...open }])).toThrow('issuer.keys[2] has the kid of another key');
    const { kid: _kid, ...unnamed } = key;
    expect(checkKeys([unnamed, { ...unnamed }])).toHaveLength(2);
  });
});
