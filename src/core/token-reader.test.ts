import { expect, it } from 'vitest';
import { TestClock } from '../../test/support/clock.ts';
import { codeOf, node } from '../../test/support/node.ts';
import { OpaqueIssuer } from '../../test/support/opaque-issuer.ts';
import { createCurfew, TokenExpired } from '../index.ts';
import { memory } from '../stores/memory/index.ts';

it('asks each verifier about what does not say whose it is, and believes the first that knows', async () => {
  const clock = new TestClock();
  const [first, second] = [new OpaqueIssuer(clock), new OpaqueIssuer(clock, 'https://second.test')];
  await using curfew = createCurfew({ store: memory(), clock, trust: [first.trust, second.trust] });
  expect((await curfew.verify(second.knows('hers'))).issuer).toBe(second.issuer);
  expect([first.asked, second.asked]).toEqual([1, 1]);
  expect(await codeOf(curfew.verify('nobody’s'))).toBe('ERR_TOKEN_INVALID');
  first.broken = () => { throw new Error('down'); }; // prettier-ignore
  expect((await curfew.verify(second.knows('his'))).issuer, 'the other one knows').toBe(second.issuer);
  expect(await codeOf(curfew.verify('whose?')), 'nobody can tell').toBe('ERR_ISSUER_UNAVAILABLE');
  const { asked } = second;
  first.broken = () => { throw new TokenExpired('it was his'); }; // prettier-ignore
  expect(await codeOf(curfew.verify(second.knows('its')))).toBe('ERR_TOKEN_EXPIRED');
  expect(second.asked, 'that was an answer').toBe(asked);
});

it('shows a verifier what is as long as a token may be, and nothing longer', async () => {
  const clock = new TestClock();
  const other = new OpaqueIssuer(clock);
  await using curfew = createCurfew({ store: memory(), clock, trust: [other.trust] });
  expect((await curfew.verify(other.knows('x'.repeat(8_192), { jti: 'long' }))).token).toBe('long');
  const { asked } = other;
  expect(await codeOf(curfew.verify(other.knows('x'.repeat(8_193), { jti: 'longer' })))).toBe(
    'ERR_TOKEN_INVALID',
  );
  expect(other.asked).toBe(asked);
});

it('shows a verifier no ticket and no refresh token with anything after it, and no odd spelling of a JWT', async () => {
  const clock = new TestClock();
  const other = new OpaqueIssuer(clock);
  await using curfew = await node({ clock, trust: [other.trust] });
  const { ticket, refreshToken, accessToken } = await curfew.issue({ subject: 'alice' });
  for (const one of [ticket, refreshToken, accessToken])
    for (const spelling of [`${one}==`, ` ${one}=\n`])
      expect(await codeOf(curfew.verify(spelling))).toBe('ERR_TOKEN_INVALID');
  expect(other.asked).toBe(0);
  for (const text of ['a=b', 'key.a.b', 'they.say.so', 'ey.a.b.c', 'eyes'])
    expect((await curfew.verify(other.knows(text))).token).toBe(text);
});
