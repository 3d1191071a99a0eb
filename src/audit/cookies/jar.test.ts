import { describe, expect, it } from 'vitest';
import { Jar } from './jar.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');

/** What a jar sends to `to` after `from` has answered with these cookies. */
function sent(cookies: readonly string[], to: string, from = 'https://app.test/login', later = 0): string {
  const jar = new Jar();
  for (const cookie of cookies) jar.store([['Set-Cookie', cookie]], new URL(from), NOW);
  const found = jar.for(new URL(to), NOW + later);
  return found.map(({ name, value }) => `${name}=${value}`).join('; ');
}

describe('where a cookie goes', () => {
  it.each([
    ['the host alone without a domain', 'sid=1', 'https://app.test/', 'sid=1'],
    ['not to what is below it', 'sid=1', 'https://api.app.test/', ''],
    ['with a domain also to what is below it', 'sid=1; Domain=app.test', 'https://api.app.test/', 'sid=1'],
    [
      'a dot in front of the domain means nothing',
      'sid=1; Domain=.app.test',
      'https://api.app.test/',
      'sid=1',
    ],
    ['a foreign domain is refused', 'sid=1; Domain=other.test', 'https://other.test/', ''],
    ['so is one that only ends alike', 'sid=1; Domain=pp.test', 'https://app.test/', ''],
    ['and a whole top level', 'sid=1; Domain=test', 'https://app.test/', ''],
    ['below its path', 'sid=1; Path=/auth', 'https://app.test/auth/refresh', 'sid=1'],
    ['not to a path that only begins alike', 'sid=1; Path=/auth', 'https://app.test/authors', ''],
    ['without a path, to the folder of the URL', 'sid=1', 'https://app.test/elsewhere', 'sid=1'],
    ['secure ones not over plain HTTP', 'sid=1; Secure', 'http://app.test/', ''],
  ])('%s', (_what, cookie, to, expected) => {
    expect(sent([cookie], to)).toBe(expected);
  });

  it('is the folder of the URL by default', () => {
    expect(sent(['a=1'], 'https://app.test/auth/x', 'https://app.test/auth/login')).toBe('a=1');
    expect(sent(['a=1'], 'https://app.test/me', 'https://app.test/auth/login')).toBe('');
  });

  it('includes plain HTTP on this machine for secure ones, as in Chromium', () => {
    for (const origin of [
      'http://localhost:3000',
      'http://127.0.0.1:3000',
      'http://a.localhost',
      'http://[::1]:3000',
    ]) {
      expect(sent(['__Host-sid=1; Secure; Path=/'], `${origin}/me`, `${origin}/login`), origin).toBe(
        '__Host-sid=1',
      );
    }
    expect(sent(['sid=1; Secure'], 'http://app.test/', 'http://app.test/')).toBe('');
  });

  it('gives an address no sub-domains', () => {
    expect(sent(['a=1; Domain=127.0.0.1'], 'http://127.0.0.1/', 'http://127.0.0.1/')).toBe('a=1');
    expect(sent(['a=1; Domain=0.0.1'], 'http://127.0.0.1/', 'http://127.0.0.1/')).toBe('');
  });
});

describe('prefixes', () => {
  it.each([
    ['__Host-a=1; Secure; Path=/', true],
    ['__Host-a=1; Path=/', false],
    ['__Host-a=1; Secure', false],
    ['__Host-a=1; Secure; Path=/; Domain=app.test', false],
    ['__HOST-a=1; Path=/', false],
    ['__Secure-a=1; Secure', true],
    ['__Secure-a=1', false],
    ['=__Host-a=1', false],
  ])('%s', (cookie, kept) => {
    const jar = new Jar();
    jar.store([['set-cookie', cookie]], new URL('https://app.test/'), NOW);
    expect(jar.all(NOW)).toHaveLength(kept ? 1 : 0);
  });
});

describe('the end of a cookie', () => {
  it.each([
    ['sid=; Max-Age=0', ''],
    ['sid=x; Max-Age=-1', ''],
    ['sid=; Expires=Thu, 01 Jan 1970 00:00:00 GMT', ''],
    ['sid=; Expires=Thu, 01-Jan-1970 00:00:00 GMT', ''],
    ['sid=x; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60', 'sid=x'],
    ['sid=; Max-Age=0; Path=/app', 'sid=1'],
    ['sid=; Max-Age=0; Domain=app.test', 'sid=1'],
    ['SID=; Max-Age=0', 'sid=1'],
    ['sid=x; Max-Age=soon', 'sid=x'],
  ])('after %s', (cookie, left) => {
    expect(
      sent(['sid=1; Path=/', cookie.includes('Path') ? cookie : `${cookie}; Path=/`], 'https://app.test/app'),
    ).toBe(left);
  });

  it('comes by itself', () => {
    expect(sent(['sid=1; Max-Age=60'], 'https://app.test/', undefined, 59_000)).toBe('sid=1');
    expect(sent(['sid=1; Max-Age=60'], 'https://app.test/', undefined, 60_000)).toBe('');
  });
});

it('sends longer paths first', () => {
  expect(sent(['a=1; Path=/', 'b=2; Path=/app'], 'https://app.test/app/x')).toBe('b=2; a=1');
});

it('leaves a secure cookie alone over plain HTTP', () => {
  const jar = new Jar();
  jar.store([['Set-Cookie', 'sid=1; Secure; Path=/']], new URL('https://app.test/'), NOW);
  jar.store([['Set-Cookie', 'sid=evil; Path=/']], new URL('http://app.test/'), NOW);
  expect(jar.all(NOW).map(({ value }) => value)).toEqual(['1']);
});

it('keeps what others look at', () => {
  const jar = new Jar();
  jar.store(
    [['Set-Cookie', 'a="x y"; HttpOnly; SameSite=LAX; Partitioned; Secure']],
    new URL('https://app.test/'),
    NOW,
  );
  expect(jar.all(NOW)[0]).toMatchObject({
    value: '"x y"',
    httpOnly: true,
    sameSite: 'lax',
    partitioned: true,
    secure: true,
  });
});
