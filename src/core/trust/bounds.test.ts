import { expect, it } from 'vitest';
import { TestClock } from '../../../test/support/clock.ts';
import { codeOf } from '../../../test/support/node.ts';
import { OpaqueIssuer } from '../../../test/support/opaque-issuer.ts';
import { SigningIssuer } from '../../../test/support/signing-issuer.ts';
import { createCurfew, type Curfew } from '../../index.ts';
import { memory } from '../../stores/memory/index.ts';

const DAY = 86_400;
/** How far two clocks may be apart, s. */
const PAD = 60;

async function world(): Promise<{ clock: TestClock; issuer: SigningIssuer; curfew: Curfew; now: number }> {
  const clock = new TestClock();
  const issuer = await SigningIssuer.with(clock);
  const curfew = createCurfew({ store: memory(), clock, trust: [issuer.trust] });
  await curfew.ready();
  clock.advance(5_000);
  return { clock, issuer, curfew, now: clock.now() / 1_000 };
}

it('takes an access token at each of its limits, and not beyond', async () => {
  const { curfew, issuer, now } = await world();
  await using _ = curfew;
  const code = async (claims: Record<string, unknown>): Promise<string> =>
    codeOf(curfew.verify(await issuer.token(claims)));
  expect(await code({ exp: now + DAY })).toBe('fulfilled');
  expect(await code({ exp: now + DAY + 1 })).toBe('ERR_TOKEN_INVALID');
  expect(await code({ iat: now + PAD })).toBe('fulfilled');
  expect(await code({ iat: now + PAD + 1 })).toBe('ERR_TOKEN_INVALID');
  expect(await code({ nbf: now + PAD })).toBe('fulfilled');
  expect(await code({ nbf: now + PAD + 1 })).toBe('ERR_TOKEN_INVALID');
  expect(await code({ iat: now - 10, exp: now })).toBe('ERR_TOKEN_EXPIRED');
  for (const exp of [now + 10, now + 9]) expect(await code({ iat: now + 10, exp })).toBe('ERR_TOKEN_INVALID');
  expect(await code({ aud: ['another', 'api'] })).toBe('fulfilled');
  expect(await code({ aud: ['another', 7] })).toBe('ERR_TOKEN_INVALID');
});

it('takes what a verifier says no earlier than it begins, and ends it all the same', async () => {
  const clock = new TestClock();
  const issuer = new OpaqueIssuer(clock);
  await using curfew = createCurfew({ store: memory(), clock, trust: [issuer.trust] });
  await curfew.ready();
  clock.advance(5_000);
  const nbf = clock.now() / 1_000 + PAD;
  expect(await codeOf(curfew.verify(issuer.knows('soon', { nbf })))).toBe('fulfilled');
  expect(await codeOf(curfew.verify(issuer.knows('later', { nbf: nbf + 1 })))).toBe('ERR_TOKEN_INVALID');
  expect((await curfew.logout('later')).revoked).toHaveLength(1);
});

it('takes a logout token at each of its limits, and not beyond', async () => {
  const { curfew, issuer, now, clock } = await world();
  await using _ = curfew;
  const why = async (claims: Record<string, unknown>): Promise<string> =>
    curfew.backchannelLogout(await issuer.logoutToken(claims), { audience: 'web' }).then(
      () => 'done',
      (error: Error) => error.message,
    );
  expect(await why({ exp: now + DAY })).toBe('done');
  expect(await why({ exp: now + DAY + 1 })).toMatch(/longer than a day/);
  expect(await why({ iat: now + PAD })).toBe('done');
  expect(await why({ iat: now + PAD + 1 })).toMatch(/in the future/);
  expect(await why({ iat: now - 300, exp: now - PAD + 1 })).toBe('done');
  expect(await why({ iat: now - 300, exp: now - PAD })).toMatch(/expired/);
  clock.advance(1);
  expect(await why({ iat: now - 300, exp: now - PAD + 1 })).toBe('done');
});

it('takes a security event that is as old as anything can be, and none that is older', async () => {
  const { curfew, issuer, now } = await world();
  await using _ = curfew;
  const age = 30 * DAY;
  const event = async (iat: number): Promise<string> =>
    codeOf(curfew.securityEvent(await issuer.eventToken({ iat }), { audience: 'web' }));
  expect(await event(now - age)).toBe('fulfilled');
  expect(await event(now - age - 1)).toBe('ERR_STATEMENT_REFUSED');
  expect(await event(now + PAD)).toBe('fulfilled');
  expect(await event(now + PAD + 1)).toBe('ERR_STATEMENT_REFUSED');
});
