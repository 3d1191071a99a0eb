import { describe, expect, test } from 'vitest';
import { inScript, sorted, type Surroundings } from './named.ts';
import { saysLogout, saysMe, saysRefresh } from './names.ts';
import { prefixesOf } from './places.ts';
import { scriptPathsOf } from './script-paths.ts';

const LOGIN = new URL('http://h/api/v1/login');

function asked(found: Surroundings, part: keyof Surroundings): string[] {
  return found[part].map(({ step }) => `${step.method} ${new URL(step.url).pathname}`);
}

describe('what a script names', () => {
  test.each([
    ['axios.post("/auth/logout",{})', '/auth/logout', 'POST'],
    ["fetch('/auth/logout', {credentials: 'include', method: 'DELETE'})", '/auth/logout', 'DELETE'],
    ['e.get(`${t}/users/me`)', '/users/me', 'GET'],
    ['r({url:"users/me?full=1",method:"get"})', 'users/me', 'GET'],
    ['let u="/users/me"', '/users/me', undefined],
  ])('%s', (script, path, method) => {
    expect(scriptPathsOf(script)).toContainEqual({ path, method });
  });

  test('is read in a moment, however long and strange it is', () => {
    const began = performance.now();
    for (const piece of ['"', '`/a', "'a/", '"a/b".get(', '${', '/'.repeat(50)])
      scriptPathsOf(piece.repeat(1_000_000 / piece.length));
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  test('is behind every prefix of the login, and ends this session before all sessions', () => {
    const script =
      'a.post("/logout-all"),a.post("/admin/users/logout"),a.post("/logout"),a.get("/me"),a.put("/token/refresh")';
    const found = sorted(inScript(script, LOGIN), 'x');
    expect(asked(found, 'logout').slice(0, 3)).toEqual([
      'POST /logout',
      'POST /api/logout',
      'POST /api/v1/logout',
    ]);
    expect(
      asked(sorted(inScript('a.post("/logout/others")', LOGIN), 'x'), 'logout'),
      'who ends the others',
    ).toEqual([]);
    expect(asked(found, 'logout').slice(-3)).toEqual([
      'POST /logout-all',
      'POST /api/logout-all',
      'POST /api/v1/logout-all',
    ]);
    expect(asked(found, 'me')).toEqual(['GET /me', 'GET /api/me', 'GET /api/v1/me']);
    expect(asked(found, 'refresh')[0]).toBe('POST /token/refresh');
  });

  test('is asked in bounds, and nowhere else', () => {
    const many = Array.from({ length: 1_000 }, (_, at) => `"/me/${at}"`).join();
    expect(sorted(inScript(many, LOGIN), 'x').me).toHaveLength(60);
    expect(inScript('"https://elsewhere.example/me"', LOGIN)).toEqual([]);
  });
});

test.each([
  ['/auth/logout', saysLogout],
  ['signOut', saysLogout],
  ['/users/sign_out', saysLogout],
  ['/oauth2/revoke', saysLogout],
  ['/connect/endsession', saysLogout],
  ['getCurrentUser', saysMe],
  ['/whoami', saysMe],
  ['/api/userinfo', saysMe],
  ['/auth/refresh-token', saysRefresh],
] as const)('%s is said', (text, says) => {
  expect(says(text)).toBe(true);
});

test.each([
  ['/api/keys/revoke', saysLogout],
  ['/blogout', saysLogout],
  ['/homestead', saysMe],
  ['/refreshments', saysRefresh],
] as const)('%s is not', (text, says) => {
  expect(says(text)).toBe(false);
});

test('prefixesOf', () => {
  expect(prefixesOf(LOGIN)).toEqual(['/api/v1', '/api', '']);
  expect(prefixesOf(new URL('http://h/login/'))).toEqual(['']);
  expect(prefixesOf(new URL('http://h/'))).toEqual(['']);
});
