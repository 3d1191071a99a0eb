import { describe, expect, it } from 'vitest';
import { at, capturedIn } from './captured.ts';
import type { Pairs } from '../network/content.ts';
import { Inconclusive } from '../inconclusive.ts';
import type { Capture } from '../plan.ts';
import { fill, fillBody, fillUrl, valuesOf } from './template.ts';
import type { Reply } from '../network/wire.ts';

const values = (name: string): string | undefined => ({ pass: `a"b&c d`, next: 'http://127.0.0.1/x' })[name];

it('writes a value as its surroundings need it', () => {
  expect(fill('Bearer {pass}', values)).toBe('Bearer a"b&c d');
  expect(fillUrl('/x?p={pass}', values)).toBe('/x?p=a%22b%26c%20d');
  expect(fillUrl('{next}', values)).toBe('http://127.0.0.1/x');
  expect(fillBody('{"p":"{pass}"}', 'application/json', values)).toBe(String.raw`{"p":"a\"b&c d"}`);
  expect(fillBody('p={pass}', 'application/x-www-form-urlencoded; charset=utf-8', values)).toBe(
    'p=a%22b%26c%20d',
  );
  expect(fillBody('p={pass}', 'text/plain', values)).toBe('p=a"b&c d');
});

it('leaves what is no name of a value', () => {
  expect(fill('{"query":"{ me { id } }", {other}', values)).toBe('{"query":"{ me { id } }", {other}');
});

it('says which value is missing, when it was to be captured', () => {
  const own = valuesOf(new Map([['csrf', '1']]), { email: 'a', csrf: '0' }, new Set(['access']));
  expect([own('csrf'), own('email'), own('toString')]).toEqual(['1', 'a', undefined]);
  expect(() => own('access')).toThrow(Inconclusive);
});

describe('a capture', () => {
  const reply = (text: string, headers: Pairs = []): Reply => {
    const request = { method: 'GET', url: new URL('http://127.0.0.1/auth/x'), headers: [], body: undefined };
    return { request, at: 0, took: 0, status: 200, headers, text, error: undefined };
  };
  const taken = (from: Capture['from'], answer: Reply): string | undefined =>
    capturedIn(answer, [{ name: 'it', from }]).get('it');

  it.each([
    ['$.data.token', 'one'],
    ['$.list[1].id', '7'],
    ["$['a key']", 'two'],
    ['$.list[0]', undefined],
    ['$.nothing.there', undefined],
    ['$.__proto__', undefined],
  ])('finds %s in JSON', (path, expected) => {
    const text = '{"data":{"token":"one"},"list":[{},{"id":7}],"a key":"two"}';
    expect(taken({ kind: 'json', path }, reply(text))).toBe(expected);
  });

  it('finds the whole', () => {
    expect(at('text', '$')).toBe('text');
  });

  it('finds a header, without its scheme', () => {
    expect(taken({ kind: 'header', name: 'X-Auth' }, reply('', [['x-auth', 'Bearer abc']]))).toBe('abc');
  });

  it('finds the cookie that was set last, decoded', () => {
    const headers: Pairs = [
      ['Set-Cookie', 'csrf=1'],
      ['set-cookie', 'csrf=a%2Fb; Path=/elsewhere'],
    ];
    expect(taken({ kind: 'cookie', name: 'csrf' }, reply('', headers))).toBe('a/b');
  });

  it('finds a pattern in HTML, without entities', () => {
    const text = '<input name="_csrf" value="a&#x2F;b&#43;c&amp;d&quot;">';
    expect(taken({ kind: 'pattern', pattern: 'name="_csrf" value="([^"]+)"' }, reply(text))).toBe('a/b+c&d"');
    expect(taken({ kind: 'pattern', pattern: 'value=(nothing)' }, reply(text))).toBeUndefined();
  });
});
