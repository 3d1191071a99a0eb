import { expect, it } from 'vitest';
import { TestClock } from '../../../test/support/clock.ts';
import { IdentityProvider, providerKey } from '../../../test/support/identity-provider.ts';
import { codeOf } from '../../../test/support/node.ts';
import { timersByHand } from '../../../test/support/timers.ts';
import { KeySet } from './key-set.ts';
import type { SigningTrust } from './options.ts';

async function made() {
  const provider = await IdentityProvider.start(await providerKey('first', 'ES256'));
  const clock = new TestClock();
  const trust = { issuer: provider.issuer, source: new URL(provider.jwks) } as unknown as SigningTrust;
  let changes = 0;
  const keys = new KeySet(trust, clock, timersByHand().timers, () => (changes += 1));
  const find = (kid: string = 'first', issuedAt: number = 0): Promise<string> =>
    codeOf(keys.find({ kid, alg: 'ES256', issuedAt }));
  return { provider, clock, keys, find, changes: () => changes };
}

it('fetches keys again at 45 s, and waits for them at 60 s', async () => {
  const { provider, clock, keys, find, changes } = await made();
  await using _ = provider;
  expect(keys.keepCurrent(), 'nobody has asked for any').toBeUndefined();
  expect(await find()).toBe('fulfilled');
  clock.advance(44_999);
  expect(keys.keepCurrent()).toBeUndefined();
  expect(provider.asked).toBe(1);
  clock.advance(1);
  expect(keys.keepCurrent(), 'nobody waits').toBeUndefined();
  await expect.poll(() => provider.asked).toBe(2);
  await find('unknown');
  clock.advance(60_000);
  await keys.keepCurrent();
  expect(provider.asked, 'it was waited for').toBe(3);
  expect(changes(), 'they are what they were').toBe(0);
  provider.keys = [await providerKey('second', 'ES256')];
  clock.advance(60_000);
  await keys.keepCurrent();
  expect(changes()).toBe(1);
  expect([await find('first'), await find('second')]).toEqual(['ERR_TOKEN_INVALID', 'fulfilled']);
});

it('looks for an unknown key again after 5 s, and not before', async () => {
  const { provider, clock, find } = await made();
  await using _ = provider;
  await find();
  for (const [ms, asked] of [
    [4_999, 1],
    [1, 2],
    [4_999, 2],
    [1, 3],
  ] as const) {
    // prettier-ignore
    clock.advance(ms);
    expect(await find('unknown')).toBe('ERR_TOKEN_INVALID');
    expect(provider.asked).toBe(asked);
  }
  expect(await find('unknown', clock.now()), 'as old as what was fetched').toBe('ERR_TOKEN_INVALID');
  expect(await find('unknown', clock.now() + 1), 'it may be there by now').toBe('ERR_ISSUER_UNAVAILABLE');
});

it('uses keys that cannot be fetched again for an hour, and asks only now and then', async () => {
  const { provider, clock, keys, find } = await made();
  await using _ = provider;
  await find();
  provider.broken = (answer) => (answer.status = 500);
  clock.advance(3_599_999);
  await keys.keepCurrent();
  expect(provider.asked).toBe(2);
  expect(keys.keepCurrent(), 'it has only just failed').toBeUndefined();
  expect(await find()).toBe('fulfilled');
  clock.advance(1);
  expect(await find()).toBe('ERR_ISSUER_UNAVAILABLE');
  expect(provider.asked).toBe(2);
  clock.advance(4_998);
  expect(await find()).toBe('ERR_ISSUER_UNAVAILABLE');
  expect(provider.asked, 'within five seconds').toBe(2);
  clock.advance(1);
  expect(await find()).toBe('ERR_ISSUER_UNAVAILABLE');
  expect(provider.asked).toBe(3);
  provider.broken = undefined;
  clock.advance(5_000);
  expect(await find()).toBe('fulfilled');
});

it('reads a hundred keys, and passes over what is none', async () => {
  const { provider, clock, find } = await made();
  await using _ = provider;
  const [first] = provider.keys;
  const publish = (keys: unknown): void => {
    provider.broken = (answer) => (answer.body = JSON.stringify({ keys }));
    clock.advance(60_000);
  };
  const odd = [null, 7, 'key', {}, { kty: 5 }];
  publish([...odd, ...Array.from({ length: 94 }, () => odd[0]), first?.public]);
  expect(await find()).toBe('fulfilled');
  publish([...Array.from({ length: 100 }, () => odd[0]), first?.public]);
  await find('unknown');
  expect(await find()).toBe('ERR_TOKEN_INVALID');
});
