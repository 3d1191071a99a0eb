import { describe, expect, test } from 'vitest';
import { fieldsOf, withFields } from './fields.ts';
import { credentialsOf } from './credentials.ts';
import { plainStep } from './recorded.ts';
import { templated } from './templated.ts';
import { tokensOf } from './tokens.ts';

const JWT = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.c2ln';
const REFRESH_JWT = `eyJhbGciOiJub25lIn0.${Buffer.from('{"typ":"Refresh"}').toString('base64url')}.c2ln`;

function places(body: unknown, headers: [string, string][] = []): (string | undefined)[] {
  const { access, refresh } = tokensOf({ status: 200, headers, text: JSON.stringify(body) });
  return [access, refresh].map((found) => {
    const from = found?.capture.from;
    return from?.kind === 'json' ? from.path : from?.kind === 'header' ? `header ${from.name}` : undefined;
  });
}

describe('tokensOf', () => {
  test.each([
    [
      { access_token: 'abcdefgh', refresh_token: 'ijklmnop', token_type: 'bearer-token', expires_in: 3 },
      ['$.access_token', '$.refresh_token'],
    ],
    [
      { data: { accessToken: JWT, refreshToken: 'x.y.z/1234' } },
      ['$.data.accessToken', '$.data.refreshToken'],
    ],
    [{ access: JWT, refresh: REFRESH_JWT }, ['$.access', '$.refresh']],
    [{ tokens: [{ token: JWT }] }, ['$.tokens[0].token', undefined]],
    [{ first: JWT, second: REFRESH_JWT, csrf: JWT }, ['$.first', '$.second']],
    [{ csrf_token: JWT, verificationToken: JWT }, [undefined, undefined]],
    [{ id_token: JWT, access_token: 'opaque-1234' }, ['$.access_token', undefined]],
    [{ key: '0123456789abcdef0123' }, ['$.key', undefined]],
    [{ version: 'session-number-0.outcomes-of-it.c2VhbGVk' }, [undefined, undefined]],
    [
      { csrfToken: 'abcdefghij', resetToken: 'abcdefghij', deviceToken: 'abcdefghij' },
      [undefined, undefined],
    ],
    [{ refresh_expires_at: '2026-11-01T00:00:00Z', token: 'has a space' }, [undefined, undefined]],
    [{ 'a b': { token: 'abcdefgh' } }, ['$["a b"].token', undefined]],
    [{ error: 'invalid_token', token: null }, [undefined, undefined]],
    ['nothing', [undefined, undefined]],
  ])('%j', (body, expected) => {
    expect(places(body)).toEqual(expected);
  });

  test('a header is a place too, and a challenge or a cookie is none', () => {
    expect(places({}, [['Authorization', 'Bearer abcdefgh']])).toEqual(['header authorization', undefined]);
    expect(places({}, [['X-Auth-Token', 'abcdefgh']])).toEqual(['header x-auth-token', undefined]);
    expect(
      places({}, [
        ['Set-Cookie', 'token=abcdefgh'],
        ['WWW-Authenticate', 'Bearer'],
      ]),
    ).toEqual([undefined, undefined]);
  });

  test('a document as deep or as wide as one likes is read in bounds', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(tokensOf({ status: 200, headers: [], text: deep })).toEqual({});
    const wide = JSON.stringify(
      Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`k${at}`, 'v'])),
    );
    expect(tokensOf({ status: 200, headers: [], text: wide })).toEqual({});
    expect(
      tokensOf({ status: 200, headers: [], text: '{"__proto__":{"token":"abcdefgh"}}' }).access?.capture.from,
    ).toEqual({
      kind: 'json',
      path: '$.__proto__.token',
    });
  });
});

describe('fields', () => {
  const multipart =
    '--b\r\nContent-Disposition: form-data; name="user"\r\n\r\nada\r\n--b\r\nContent-Disposition: form-data; name="password"\r\n\r\nx\r\n--b--\r\n';

  test.each([
    ['application/json', '{"a":{"user":"ada","n":1},"l":["x"]}', 'user=ada n=1 l=x'],
    ['text/plain', '{"user":"ada"}', 'user=ada'],
    ['application/x-www-form-urlencoded', 'user=a+b&x=%C3%A9&flag', 'user=a b x=é flag='],
    ['multipart/form-data; boundary=b', multipart, 'user=ada password=x'],
    ['text/plain', 'user=ada', ''],
  ])('%s', (type, body, expected) => {
    const fields = fieldsOf(plainStep('POST', '/', type, body));
    expect(fields.map(({ name, value }) => `${name}=${value}`).join(' ')).toBe(expected);
  });

  test('what is changed changes alone', () => {
    const step = plainStep('POST', '/', 'multipart/form-data; boundary=b', multipart);
    expect(withFields(step, ({ name }) => (name === 'password' ? '{password}' : undefined)).body).toBe(
      multipart.replace('\r\n\r\nx\r\n', '\r\n\r\n{password}\r\n'),
    );
    const form = plainStep('POST', '/', 'application/x-www-form-urlencoded', 'a=%41&password=x&b=+');
    expect(withFields(form, ({ name }) => (name === 'password' ? '{password}' : undefined)).body).toBe(
      'a=%41&password={password}&b=+',
    );
  });
});

describe('credentialsOf', () => {
  test.each([
    [
      'application/json',
      '{"email":"a@b.c","username":"ada","password":"x"}',
      { user: 'a@b.c', password: 'x' },
    ],
    ['application/x-www-form-urlencoded', 'j_username=ada&j_password=x', { user: 'ada', password: 'x' }],
    [
      'application/x-www-form-urlencoded',
      'user%5Blogin%5D=ada&user%5Bpassword%5D=x',
      { user: 'ada', password: 'x' },
    ],
    [
      'application/json',
      '{"query":"mutation($u: String!, $p: String!) { login(name: $u, password: $p) { t } }","variables":{"u":"ada","p":"x"}}',
      { user: 'ada', password: 'x' },
    ],
    [
      'application/json',
      '{"query":"mutation { login(email: \\"a@b.c\\", password: \\"x\\") { t } }"}',
      { user: 'a@b.c', password: 'x' },
    ],
    ['application/json', '{"card":"12345678"}', { 'login.card': '12345678' }],
  ])('%s %s', (type, body, variables) => {
    expect(credentialsOf(plainStep('POST', '/', type, body)).variables).toEqual(variables);
  });

  test('a password is not put into a JSON text that says it is something else: a quote in it would end the text', () => {
    const body = '{"user":"ada","password":"x\\"y"}';
    expect(credentialsOf(plainStep('POST', '/', 'text/plain', body)).step.body).toBe(body);
  });
});

describe('templated', () => {
  test('puts the new token wherever an address or a body repeats the old one', () => {
    const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJlLW9m';
    const headers: [string, string][] = [['Authorization', `Bearer ${token}`]];
    const step = templated(
      { ...plainStep('DELETE', `/-/user/token/${token}`, undefined, `t=${token}`), headers },
      { access: true, refresh: false },
    );
    expect(step).toMatchObject({ url: '/-/user/token/{access}', body: 't={access}' });
    expect(step.headers).toContainEqual(['Authorization', 'Bearer {access}']);
  });

  const both = { access: true, refresh: true };

  test.each([
    [[['Authorization', 'Bearer old-token']], undefined, ['Bearer {access}', undefined]],
    [[['Authorization', 'Token old-token']], undefined, ['Token {access}', undefined]],
    [[['Authorization', 'Basic YTpi']], undefined, ['Basic YTpi', undefined]],
    [[['X-Access-Token', 'old-token']], undefined, ['{access}', undefined]],
    [[['X-Api-Key', 'of-the-application']], undefined, ['of-the-application', undefined]],
    [[], '{"refreshToken":"old-token","all":true}', [undefined, '{"refreshToken":"{refresh}","all":true}']],
    [[], '{"token":"old-token"}', [undefined, '{"token":"{refresh}"}']],
    [
      [],
      '{"grant_type":"refresh_token","refresh_token":"old-token"}',
      [undefined, '{"grant_type":"refresh_token","refresh_token":"{refresh}"}'],
    ],
  ] as const)('%j %s', (headers, body, expected) => {
    const step = templated({ ...plainStep('POST', '/', undefined, body), headers }, both);
    expect([step.headers[0]?.[1], step.body]).toEqual(expected);
  });

  test('a credential that the login does not give is taken out', () => {
    const step = { ...plainStep('GET', '/'), headers: [['Authorization', 'Bearer old-token'] as const] };
    expect(templated(step, { access: false, refresh: false }).headers).toEqual([]);
  });

  test('what was seen in the answer to the login is named after its place, in the path too', () => {
    const traced = new Map([
      ['s-17-abc', { name: 'id', from: { kind: 'json', path: '$.session.id' } } as const],
    ]);
    const step = plainStep('DELETE', 'http://h/sessions/s-17-abc?x=1');
    expect(templated(step, { ...both, traced }).url).toBe('http://h/sessions/{id}?x=1');
  });
});
