import { expect, it } from 'vitest';
import { TestClock } from '../../test/support/clock.ts';
import { Keyring } from './keyring.ts';
import { activate, generateKey, type SigningKey } from './keys.ts';
import { parseRefreshToken, refreshToken, sealed, type RefreshClaim } from './refresh.ts';
import { systemTimers } from './timers.ts';

const SESSION = { id: 's'.repeat(22), secret: 'of the session' };
const SEAL = 'h'.repeat(43);

function ring(source: SigningKey[] | (() => SigningKey[]), clock: TestClock = new TestClock()): Keyring {
  return new Keyring(source, clock, systemTimers, () => undefined);
}

async function tokenBy(key: SigningKey, generation: number): Promise<string> {
  const [active] = await activate(key);
  if (!active?.refresh) throw new Error('no key');
  return refreshToken({ refresh: active.refresh }, SESSION, generation);
}

async function claimBy(key: SigningKey, generation: number): Promise<RefreshClaim> {
  const claim = parseRefreshToken(await tokenBy(key, generation));
  if (!claim) throw new Error('no refresh token');
  return claim;
}

it('is spelt in one way', () => {
  expect(parseRefreshToken(`${SESSION.id}.0.${SEAL}`)).toEqual({
    session: SESSION.id,
    generation: 0,
    seal: SEAL,
  });
  expect(parseRefreshToken(`${SESSION.id}.999999999.${SEAL}`)?.generation).toBe(999_999_999);
  for (const text of [
    '',
    `x${SESSION.id}.0.${SEAL}`,
    `${SESSION.id}.0.${SEAL}x`,
    `${SESSION.id}.00.${SEAL}`,
    `${SESSION.id}.01.${SEAL}`,
    `${SESSION.id}.1000000000.${SEAL}`,
    `${SESSION.id}..${SEAL}`,
    `${SESSION.id}.1${SEAL}`,
    `${SESSION.id}.x.${SEAL}`,
    `${SESSION.id.slice(1)}+.1.${SEAL}`,
    `${SESSION.id}.1.${SEAL.slice(1)}+`,
  ]) {
    expect(parseRefreshToken(text), text).toBe(undefined);
  }
});

it('is the same each time, and bound to key, session, generation and secret', async () => {
  const [key, other] = [await generateKey(), await generateKey()];
  expect(await tokenBy(key, 3)).toBe(await tokenBy(key, 3));
  const claim = await claimBy(key, 3);
  expect(claim).toMatchObject({ session: SESSION.id, generation: 3 });
  expect(await sealed(ring([key]), claim, SESSION)).toBe(true);
  expect(await sealed(ring([other, key]), claim, SESSION), 'by any key').toBe(true);
  expect(await sealed(ring([other]), claim, SESSION)).toBe(false);
  expect(await sealed(ring([key]), { ...claim, generation: 4 }, SESSION)).toBe(false);
  expect(await sealed(ring([key]), claim, { ...SESSION, secret: 'of another' })).toBe(false);
  expect(await sealed(ring([key]), claim, { ...SESSION, id: 't'.repeat(22) })).toBe(false);
  for (const seal of [`${claim.seal}x`, claim.seal.slice(1), '', `${claim.seal.slice(0, -1)}!`]) {
    expect(await sealed(ring([key]), { ...claim, seal }, SESSION)).toBe(false);
  }
  const { d: _, ...open } = key;
  expect(await sealed(ring([other, open]), claim, SESSION), 'by a key that only verifies').toBe(false);
});

it('is looked at with the keys that have come since', async () => {
  const [old, young] = [await generateKey(), await generateKey()];
  const clock = new TestClock();
  let keys = [old];
  let reads = 0;
  const keyring = ring(() => ((reads += 1), keys), clock);
  const claim = await claimBy(young, 0);
  expect(await sealed(keyring, claim, SESSION)).toBe(false);
  keys = [young, old];
  clock.advance(1_000);
  expect(await sealed(keyring, claim, SESSION)).toBe(true);
  expect(reads).toBe(2);
});
