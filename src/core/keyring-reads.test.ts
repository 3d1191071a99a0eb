import { beforeAll, expect, it } from 'vitest';
import { TestClock } from '../../test/support/clock.ts';
import { Keyring } from './keyring.ts';
import { generateKey, type SigningKey } from './keys.ts';
import { systemTimers } from './timers.ts';

let [old, young]: SigningKey[] = [];

beforeAll(async () => {
  [old, young] = [await generateKey(), await generateKey()];
});

/** A ring whose source can be changed, and that counts how often it is read and its keys have changed. */
function made() {
  const clock = new TestClock();
  const counts = { reads: 0, changes: 0 };
  let source: (SigningKey | undefined)[] = [old];
  const read = (): SigningKey[] => {
    counts.reads += 1;
    return source.filter((key) => key !== undefined);
  };
  const ring = new Keyring(read, clock, systemTimers, () => (counts.changes += 1));
  const set = (...keys: (SigningKey | undefined)[]): void => void (source = keys);
  return { ring, clock, counts, set };
}

const isNone = expect.objectContaining({
  code: 'ERR_TOKEN_INVALID',
  message: 'the token was not signed with a key of this issuer',
}) as unknown;

it('has one key of a name, for one algorithm', async () => {
  const { ring } = made();
  expect(await ring.verifying(old?.kid, 'EdDSA')).toMatchObject({ kid: old?.kid, alg: 'EdDSA' });
  for (const [kid, alg] of [
    [old?.kid, 'ES256'],
    [old?.kid, undefined],
    [young?.kid, 'EdDSA'],
    [undefined, 'EdDSA'],
  ]) {
    await expect(ring.verifying(kid, alg)).rejects.toEqual(isNone);
  }
});

it('reads again for a name that it does not know, once a second, and else once a minute', async () => {
  const { ring, clock, counts, set } = made();
  await ring.verifying(old?.kid, 'EdDSA');
  set(young, old);
  clock.advance(999);
  await expect(ring.verifying(young?.kid, 'EdDSA')).rejects.toEqual(isNone);
  expect(counts).toEqual({ reads: 1, changes: 0 });
  clock.advance(1);
  expect(await ring.verifying(young?.kid, 'EdDSA')).toMatchObject({ kid: young?.kid });
  expect(counts).toEqual({ reads: 2, changes: 1 });
  expect((await ring.signing()).kid).toBe(young?.kid);
  clock.advance(59_999);
  await ring.all();
  expect(counts.reads).toBe(2);
  clock.advance(1);
  await ring.all();
  expect(counts, 'the same keys are no change').toEqual({ reads: 3, changes: 1 });
});

it('is to be waited for when it is time to look, and never where the keys stay as they are', async () => {
  const { ring, clock, counts } = made();
  expect(ring.keepCurrent()).toBeInstanceOf(Promise);
  await ring.all();
  expect(ring.keepCurrent()).toBe(undefined);
  clock.advance(59_999);
  expect(ring.keepCurrent()).toBe(undefined);
  clock.advance(1);
  await ring.keepCurrent();
  expect(counts.reads).toBe(2);
  const fixed = new Keyring(old ?? {}, clock, systemTimers, () => undefined);
  expect(fixed.keepCurrent()).toBe(undefined);
  const first = await fixed.all();
  clock.advance(3_600_000);
  expect(await fixed.reloaded(), 'imported once').toBe(first);
  expect(await fixed.jwks()).toEqual({ keys: first.map((key) => key.public) });
});
