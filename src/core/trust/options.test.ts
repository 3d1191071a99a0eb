import { expect, it } from 'vitest';
import type { LogoutRules, TrustedIssuer } from '../../index.ts';
import { checkEventRules } from './security-event.ts';
import { checkLogoutRules } from './logout-token.ts';
import { resolveTrust } from './options.ts';

const KEY = { kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43) };
const GOOD = { issuer: 'https://login.test', audience: 'api', key: KEY };

/** What is said of an issuer that differs from a good one so. */
function said(more: object | undefined): string {
  try {
    const trust = more && { ...GOOD, ...more };
    resolveTrust([trust as unknown as TrustedIssuer], undefined);
    return 'good';
  } catch (error) {
    return (error as Error).message;
  }
}

it('takes an issuer that is trusted as it must be', () => {
  expect(resolveTrust(undefined, 'https://api.test')).toEqual([]);
  const [one] = resolveTrust([GOOD], 'https://api.test');
  expect(one).toMatchObject({ issuer: GOOD.issuer, audience: ['api'], source: [KEY], statusLists: [] });
  for (const more of [
    { audience: ['api', 'web'] },
    { key: [KEY, { ...KEY, kid: 'b' }] },
    { algorithms: ['EdDSA'] },
  ])
    expect(said(more)).toBe('good');
  expect(said({ key: undefined, jwks: 'https://login.example.com/jwks' })).toBe('good');
});

it('says what is wrong with one', () => {
  const both = { jwks: 'https://login.example.com/jwks' };
  const table: [object | undefined, RegExp][] = [
    [undefined, /^trust\[0\] must be an object/],
    [{ issuer: '*' }, /issuer must be/],
    [{ issuer: '' }, /issuer must be/],
    [{ keys: [KEY] }, /^unknown option trust\[0\]\.keys; .* key,/],
    [{ audience: undefined }, /audience must be/],
    [{ audience: [] }, /audience must be/],
    [{ audience: ['api', ''] }, /audience must be/],
    [{ audience: ['api', 7] }, /audience must be/],
    [{ algorithms: [] }, /algorithms may hold/],
    [{ algorithms: ['ES256', 'HS256'] }, /not "HS256"/],
    [{ statusLists: 'https://login.example.com/' }, /^trust\[0\]\.statusLists must be a list of URLs/],
    [{ statusLists: ['http://login.example.com/'] }, /statusLists\[0\] must begin with https/],
    [{ key: undefined }, /needs jwks/],
    [both, /needs jwks/],
    [{ key: [] }, /key is empty/],
    [{ key: 'hush' }, /key\[0\] is no public key/],
    [{ key: null }, /key\[0\] is no public key/],
    [{ key: [KEY, null] }, /key\[1\] is no public key/],
    [{ key: [KEY, { ...KEY, kty: 'oct' }] }, /key\[1\] is no public key/],
    [{ key: { x: 'A' } }, /key\[0\] is no public key/],
    [{ key: { ...KEY, d: 'A' } }, /key\[0\] has a private part/],
  ];
  for (const [more, why] of table) expect(said(more), JSON.stringify(more)).toMatch(why);
  for (const one of [null, 7, 'login'])
    expect(() => resolveTrust([one as unknown as TrustedIssuer], undefined)).toThrow(/must be an object/);
  expect(() => resolveTrust({} as never, undefined)).toThrow(/must be a list/);
  expect(() => resolveTrust([GOOD, GOOD], undefined)).toThrow(/is there twice/);
  expect(() => resolveTrust([GOOD], GOOD.issuer)).toThrow(/is there twice/);
});

it('says what is wrong with the rules of what an issuer states', () => {
  const checks: [string, (rules: unknown) => void][] = [
    ['logout', (rules) => checkLogoutRules('logout', rules as LogoutRules)],
    ['events', (rules) => checkEventRules('events', rules as LogoutRules)],
  ];
  for (const [name, check] of checks) {
    for (const rules of [undefined, null, 7, 'web'])
      expect(() => check(rules)).toThrow(`${name} must be an object`);
    for (const audience of [undefined, '', [], ['web', ''], ['web', 7], 7])
      expect(() => check({ audience }), JSON.stringify(audience)).toThrow(`${name}.audience must be`);
    expect(() => check({ audience: 'web', other: 1 })).toThrow(`unknown option ${name}.other`);
    for (const audience of ['web', ['web'], ['web', 'app']]) expect(() => check({ audience })).not.toThrow();
  }
  for (const requireTyp of ['strict', 'if-present', undefined])
    expect(() => checkLogoutRules('logout', { audience: 'web', requireTyp } as LogoutRules)).not.toThrow();
  for (const requireTyp of ['', 'never', true])
    expect(() =>
      checkLogoutRules('logout', { audience: 'web', requireTyp } as unknown as LogoutRules),
    ).toThrow(/requireTyp/);
  expect(() => checkEventRules('events', { audience: 'web', decide: 'yes' as never })).toThrow(
    /decide must be a function/,
  );
});
