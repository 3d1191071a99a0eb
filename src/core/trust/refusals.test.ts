import { expect, it } from 'vitest';
import { TestClock } from '../../../test/support/clock.ts';
import { OpaqueIssuer } from '../../../test/support/opaque-issuer.ts';
import { SigningIssuer } from '../../../test/support/signing-issuer.ts';
import { createCurfew, StatementRefused, type EventRules } from '../../index.ts';
import { memory } from '../../stores/memory/index.ts';

/** What it says of a statement that is not what it must be: `why` goes to whoever operates the provider. */
async function refusing(): Promise<{
  issuer: SigningIssuer;
  logout: (text: unknown, rules?: object) => Promise<string>;
  event: (text: unknown, rules?: Partial<EventRules>) => Promise<string>;
  [Symbol.asyncDispose](): Promise<void>;
}> {
  const clock = new TestClock();
  const issuer = await SigningIssuer.with(clock);
  const opaque = new OpaqueIssuer(clock);
  const curfew = createCurfew({ store: memory(), clock, trust: [opaque.trust, issuer.trust] });
  await curfew.ready();
  clock.advance(5_000);
  const why = async (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'done',
      (error: unknown) =>
        error instanceof StatementRefused ? `${error.fault}: ${error.message}` : String(error),
    );
  return {
    issuer,
    logout: (text, rules = {}) =>
      why(curfew.backchannelLogout(text as string, { audience: 'web', ...rules })),
    event: (text, rules = {}) => why(curfew.securityEvent(text as string, { audience: 'web', ...rules })),
    [Symbol.asyncDispose]: () => curfew.close(),
  };
}

it('says what is wrong with a logout token', async () => {
  await using here = await refusing();
  const { logout, issuer } = here;
  for (const text of [undefined, 7, '', 'garbage', 'a.b.c', {}])
    expect(await logout(text)).toMatch(/^invalid_request: .*no signed JWT/);
  const table: [Record<string, unknown>, RegExp][] = [
    [{ iss: 'https://nobody.test' }, /^invalid_issuer: .*not one whose keys/],
    [{ iss: 'https://opaque.test' }, /^invalid_issuer: .*not one whose keys/],
    [{ aud: 'api' }, /^invalid_audience/],
    [{ aud: ['web', 'api'] }, /^invalid_audience/],
    [{ aud: ['web', 7] }, /^invalid_audience/],
    [{ aud: [] }, /^invalid_audience/],
    [{ aud: undefined }, /^invalid_audience/],
    [{ iat: 'now' }, /^invalid_request: .*no iat/],
    [{ jti: undefined }, /^invalid_request: .*no jti/],
    [{ exp: undefined }, /^invalid_request: .*no exp/],
    [{ events: {} }, /^invalid_request: .*no member that says logout/],
    [{ nonce: '' }, /^invalid_request: .*nonce/],
    [{ sub: undefined }, /^invalid_request: .*neither sub nor sid/],
    [{ sub: 7 }, /^invalid_request: .*sub cannot be read/],
    [{ sub: null, sid: 's' }, /^invalid_request: .*sub cannot be read/],
    [{ sid: 7 }, /^invalid_request: .*sid cannot be read/],
    [{ sub: undefined, sid: '' }, /^invalid_request: .*sid cannot be read/],
    [{ aud: ['web'] }, /^done$/],
    [{ sub: undefined, sid: 's' }, /^done$/],
    [{ sub: 'bob', sid: undefined }, /^done$/],
  ];
  for (const [claims, why] of table)
    expect(await logout(await issuer.logoutToken(claims)), JSON.stringify(claims)).toMatch(why);
  expect(await logout(await issuer.token({}, 'at+jwt'))).toMatch(/^invalid_request: .*typ/);
  const forged = `${(await issuer.logoutToken()).split('.', 2).join('.')}.${'A'.repeat(86)}`;
  expect(await logout(forged)).toMatch(/^invalid_key/);
  const bySid = await issuer.logoutToken({ sub: undefined, sid: 's' });
  expect(await logout(bySid, { ends: 'subject' })).toMatch(/^invalid_request: .*no sub, and its sid/);
});

it('says what is wrong with a security event', async () => {
  await using here = await refusing();
  const { event, issuer } = here;
  const type = 'https://schemas.openid.net/secevent/caep/event-type/session-revoked';
  const named = (subject: unknown): Record<string, unknown> => ({ sub_id: subject });
  const theirs = { format: 'iss_sub', iss: issuer.issuer, sub: 'alice' };
  const aliases = (identifiers: unknown): Record<string, unknown> =>
    named({ format: 'aliases', identifiers });
  const table: [Record<string, unknown>, RegExp][] = [
    [{ aud: 'api' }, /^invalid_audience/],
    [{ aud: [7] }, /^invalid_audience/],
    [{ aud: ['web', 'api'] }, /^done$/],
    [{ sub: 'alice' }, /^invalid_request: .*has a sub/],
    [{ exp: 5 }, /^invalid_request: .*has an exp/],
    [{ events: undefined }, /^invalid_request: .*exactly one event/],
    [{ events: {} }, /^invalid_request: .*exactly one event/],
    [{ events: { [type]: {}, other: {} } }, /^invalid_request: .*exactly one event/],
    [{ events: { [type]: 'now' } }, /^invalid_request: .*exactly one event/],
    [named(undefined), /^invalid_request: .*no sub_id with a format/],
    [named('alice'), /^invalid_request: .*no sub_id with a format/],
    [named({ ...theirs, sub: '' }), /^invalid_request: .*no sub/],
    [named({ ...theirs, iss: 'https://opaque.test' }), /^access_denied/],
    [
      named({ format: 'email', email: 'a@b.test' }),
      /^invalid_request: nobody can tell who is meant by "email"$/,
    ],
    [named({ format: 'x'.repeat(99) }), /"x{32}"$/],
    [aliases('alice'), /^invalid_request: .*aliases that cannot be read/],
    [aliases([theirs, 'alice']), /^invalid_request: .*aliases that cannot be read/],
    [aliases(Array.from({ length: 21 }, () => theirs)), /^invalid_request: .*aliases that cannot be read/],
    [aliases(Array.from({ length: 20 }, () => theirs)), /^done$/],
    [named({ format: 'complex', user: 'alice' }), /^invalid_request: .*member of its subject has no format/],
    [
      named({ format: 'complex', user: { format: 'complex' } }),
      /^invalid_request: .*member of its subject has no format/,
    ],
    [named({ format: 'complex', user: theirs }), /^done$/],
  ];
  for (const [claims, why] of table)
    expect(await event(await issuer.eventToken(claims)), JSON.stringify(claims)).toMatch(why);
  const text = await issuer.eventToken(named({ format: 'email', email: 'a@b.test' }));
  expect(await event(text, { resolve: () => ({ subject: 'a\0b' }) })).toMatch(
    /^invalid_request: .*cannot be named/,
  );
});
