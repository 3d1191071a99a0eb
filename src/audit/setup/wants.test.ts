import { describe, expect, test } from 'vitest';
import type { Reply } from '../network/wire.ts';
import { capturedIn } from '../people/captured.ts';
import { plainStep } from './recorded.ts';
import { sourcesOf } from './sources-of.ts';
import { wantsOf, withWant, type Want } from './wants.ts';

function reply(text: string, type = 'text/html', headers: [string, string][] = [], path = '/login'): Reply {
  const request = { method: 'GET', url: new URL(path, 'http://h'), headers: [], body: undefined };
  return {
    request,
    at: 0,
    took: 0,
    status: 200,
    headers: [['Content-Type', type], ...headers],
    text,
    error: undefined,
  };
}

function want(name: string, more: Partial<Want> = {}): Want {
  return { where: 'field', name, as: 'csrf', sure: true, ...more };
}

/** What the first source finds in the answer itself. */
function first(answer: Reply, wanted: Want): string | undefined {
  const [capture] = sourcesOf(answer, wanted);
  return capture && capturedIn(answer, [capture]).get('csrf');
}

describe('wantsOf', () => {
  const form = 'application/x-www-form-urlencoded';

  test.each([
    [plainStep('POST', '/', form, 'csrfmiddlewaretoken=a&username=b&password=c'), ['csrfmiddlewaretoken']],
    [plainStep('POST', '/', form, '_token=a&email=b&password=c'), ['_token']],
    [plainStep('POST', '/', form, '__RequestVerificationToken=a&Password=c'), ['__RequestVerificationToken']],
    [plainStep('POST', '/', form, 'authenticity_token=a&user%5Bpassword%5D=c'), ['authenticity_token']],
    [plainStep('POST', '/', 'application/json', '{"csrfToken":"a","password":"b"}'), ['csrfToken']],
    [plainStep('POST', '/', form, 'execution=e1s1abcdef0123456789&password=c'), ['execution']],
    [plainStep('POST', '/', form, 'remember=true&password=c0123456789abcdef0'), []],
  ])('%j', (step, names) => {
    expect(wantsOf({ step, cookies: [] }).map(({ name }) => name)).toEqual(names);
  });

  test('what equals a cookie is repeated from it, whatever its name', () => {
    const step = {
      ...plainStep('POST', '/'),
      headers: [['X-Guard', 'abcdefgh='] as const, ['Accept', 'x'] as const],
    };
    const [found, ...others] = wantsOf({ step, cookies: [['guard', 'abcdefgh%3D']] });
    expect(found).toEqual({ where: 'header', name: 'X-Guard', as: 'csrf', cookie: 'guard', sure: true });
    expect(others).toEqual([]);
    expect(found && withWant(step, found).headers).toEqual([
      ['Accept', 'x'],
      ['X-Guard', '{csrf}'],
    ]);
  });
});

describe('sourcesOf', () => {
  const page = (inside: string): Reply => reply(`<!doctype html><form>${inside}</form>`);

  test.each([
    ['<input type="hidden" name="_csrf" value="tok/12+=">', '_csrf'],
    ["<input value='tok/12+=' type=hidden name='_csrf' />", '_csrf'],
    ['<input name=_csrf value=tok/12+=>', '_csrf'],
    ['<INPUT NAME="_csrf" data-x="1" VALUE="tok&#x2F;12&#43;&#61;">', '_csrf'],
    ['<input name="a" value="x"><input name="user[csrf]" value="tok/12+=">', 'user[csrf]'],
    ['<meta name="csrf-param" content="p"><meta name="csrf-token" content="tok/12+=">', 'x-csrf-token'],
    ['<script>window.app = {"csrfToken": "tok/12+="}</script>', 'x-csrf-token'],
  ])('%s', (html, name) => {
    expect(first(page(html), want(name))).toBe('tok/12+=');
  });

  test.each([
    ['{"data":{"csrfToken":"tok-1"}}', '/api/x', 'x-csrf-token'],
    ['{"token":"tok-1"}', '/api/csrf', 'x-csrf-token'],
    ['{"headerName":"X-CSRF-TOKEN","parameterName":"_csrf","token":"tok-1"}', '/csrf', 'x-csrf-token'],
  ])('%s at %s', (json, path, name) => {
    expect(first(reply(json, 'application/json', [], path), want(name))).toBe('tok-1');
  });

  test('a token of something else is none', () => {
    expect(
      sourcesOf(reply('{"token":"tok-1"}', 'application/json', [], '/api/x'), want('x-csrf-token')),
    ).toEqual([]);
    expect(sourcesOf(page('<input name="next" value="/home">'), want('_csrf'))).toEqual([]);
    expect(sourcesOf(page('<input name="_csrf" value="tok-1">'), want('execution', { sure: false }))).toEqual(
      [],
    );
  });

  test('the cookie that it was seen to equal goes before a page, and one that is only called so comes last', () => {
    const answer = reply('<html><input name="_csrf" value="page">', 'text/html', [
      ['Set-Cookie', '_csrf=secret-half'],
      ['Set-Cookie', 'guard=co%3Dokie'],
    ]);
    expect(first(answer, want('_csrf', { cookie: 'guard' }))).toBe('co=okie');
    expect(sourcesOf(answer, want('_csrf')).map(({ from }) => from.kind)).toEqual(['pattern', 'cookie']);
  });

  test('a page of many megabytes, and one that never closes, end soon', () => {
    const began = performance.now();
    sourcesOf(page(`<input ${'a '.repeat(500_000)}`), want('_csrf'));
    sourcesOf(page('<input name="x" value="'.repeat(100_000)), want('_csrf'));
    sourcesOf(page(`<form ${'<form '.repeat(100_000)}`), want('_csrf'));
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});
