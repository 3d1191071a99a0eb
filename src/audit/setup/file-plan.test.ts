import { describe, expect, test } from 'vitest';
import { SetupError } from '../setup-error.ts';
import { planOfFile } from './file-plan.ts';

const ENV = { USER: 'ada@example.test', PASS: 'p"&', KEY: '{"kty":"OKP","d":"x"}' };

const EXAMPLE = `
base: http://127.0.0.1:8055
login:   {post: /auth/login, json: {email: $USER, password: $PASS}}
capture: {access: $.data.access_token, refresh: $.data.refresh_token, cookies: all}
me:      {get: /users/me, auth: "Bearer {access}", canary: $USER}
refresh: {post: /auth/refresh, json: {refresh_token: "{refresh}"}}
logout:  {post: /auth/logout, json: {refresh_token: "{refresh}"}}
budget:  {access: 0s, refresh: 0s, scope: device}
`;

async function problem(text: string): Promise<string> {
  return planOfFile(text, 'audit.yaml', ENV).then(
    () => 'none',
    (error: unknown) => (error instanceof SetupError ? error.message : `unexpected ${String(error)}`),
  );
}

describe('planOfFile', () => {
  test('reads the example', async () => {
    const json = [['Content-Type', 'application/json']];
    expect(await planOfFile(EXAMPLE, 'audit.yaml', ENV)).toEqual({
      bases: ['http://127.0.0.1:8055'],
      login: [
        {
          method: 'POST',
          url: '/auth/login',
          headers: json,
          body: '{"email":"{user}","password":"{password}"}',
        },
      ],
      capture: [
        { name: 'access', from: { kind: 'json', path: '$.data.access_token' } },
        { name: 'refresh', from: { kind: 'json', path: '$.data.refresh_token' } },
      ],
      me: { method: 'GET', url: '/users/me', headers: [['Authorization', 'Bearer {access}']] },
      canary: 'ada@example.test',
      refresh: { method: 'POST', url: '/auth/refresh', headers: json, body: '{"refresh_token":"{refresh}"}' },
      logout: { method: 'POST', url: '/auth/logout', headers: json, body: '{"refresh_token":"{refresh}"}' },
      logoutOthers: undefined,
      logoutEverywhere: undefined,
      changePassword: undefined,
      sockets: [],
      outage: undefined,
      backchannel: undefined,
      budget: { access: 0, refresh: 0, scope: 'device', patience: 30_000 },
      page: undefined,
      variables: { USER: 'ada@example.test', PASS: 'p"&', user: 'ada@example.test', password: 'p"&' },
      guesses: [],
    });
  });

  test('reads the same as JSON', async () => {
    const yaml = await planOfFile(EXAMPLE, 'a', ENV);
    const { parse } = await import('yaml');
    expect(await planOfFile(JSON.stringify(parse(EXAMPLE)), 'a', ENV)).toEqual(yaml);
  });

  test('reads everything else', async () => {
    const plan = await planOfFile(
      `
bases: [http://127.0.0.1:1/app/, http://127.0.0.1:2]
login:
  - {get: /login, capture: {csrf: 'pattern:name="csrf" value="([^"]+)"', x: cookie:XSRF, y: header:X-Y, z: "$['a b'][0].c"}}
  - {post: /login, form: {csrf: "{csrf}", user: $USER, pin: 1234, "a b": "c&{x}"}, headers: {X-Y: "{y}"}, query: {next: /a b}}
me: {post: /graphql, json: {query: "query($id: ID) { me { id } }", deep: [1, true, null, {a: $$5}]}}
logout: {delete: "/s?x=1", query: {id: "{z}"}, text: bye}
logoutOthers: {post: /others}
logoutEverywhere: {post: /all}
password: {change: {put: /p, json: {old: "{password}", new: "{newPassword}"}}, restore: {put: /p, json: {old: "{newPassword}", new: "{password}"}}}
sockets: [{websocket: /live, auth: "Bearer {access}", hello: hi}, {sse: /events, headers: {A: b}}]
outage: {stop: "kill $PID", start: make up}
backchannel: {url: /bc, issuer: https://op.example, audience: me, key: $KEY, algorithm: EdDSA, session: "{sid}"}
budget: {access: 15m, patience: 1h, scope: everywhere}
page: /home
`,
      'a.yaml',
      ENV,
    );
    expect(plan).toMatchObject({
      bases: ['http://127.0.0.1:1/app', 'http://127.0.0.1:2'],
      login: [
        {
          capture: [
            { name: 'csrf', from: { kind: 'pattern', pattern: 'name="csrf" value="([^"]+)"' } },
            { name: 'x', from: { kind: 'cookie', name: 'XSRF' } },
            { name: 'y', from: { kind: 'header', name: 'X-Y' } },
            { name: 'z', from: { kind: 'json', path: "$['a b'][0].c" } },
          ],
        },
        { url: '/login?next=%2Fa%20b', body: 'csrf={csrf}&user={user}&pin=1234&a%20b=c%26{x}' },
      ],
      me: { body: '{"query":"query($id: ID) { me { id } }","deep":[1,true,null,{"a":"$5"}]}' },
      logout: { method: 'DELETE', url: '/s?x=1&id={z}', body: 'bye' },
      logoutOthers: { url: '/others' },
      logoutEverywhere: { url: '/all' },
      changePassword: {
        change: { body: '{"old":"{password}","new":"{newPassword}"}' },
        restore: { method: 'PUT' },
      },
      sockets: [
        { kind: 'websocket', url: '/live', headers: [['Authorization', 'Bearer {access}']], hello: ['hi'] },
        { kind: 'sse', url: '/events', headers: [['A', 'b']] },
      ],
      outage: { stop: 'kill $PID', start: 'make up' },
      backchannel: { key: { kty: 'OKP', d: 'x' }, algorithm: 'EdDSA', session: '{sid}', subject: undefined },
      budget: { access: 900_000, refresh: 0, scope: 'everywhere', patience: 3_600_000 },
      page: '/home',
    });
  });

  test.each([
    ['base: http://h\nlogn: {post: /l}', 'audit.yaml:2:1: the set-up has no key logn; did you mean login?'],
    ['me:\n  get: /me\n  aut: x', 'audit.yaml:3:3: me has no key aut; did you mean auth?'],
    ['me: {got: /me}', 'audit.yaml:1:6: me has no key got; did you mean get?'],
    ['me: {}', 'audit.yaml:1:5: me needs one of get, post, put, patch, delete, as in {get: /me}'],
    [
      'me: {get: /a, post: /b}',
      'audit.yaml:1:5: me needs only one of get, post, put, patch, delete, as in {get: /me}',
    ],
    ['me: {get: me}', 'audit.yaml:1:11: me.get has to begin with / or http://'],
    ['me: /me', 'audit.yaml:1:5: me has to be a map such as {get: …}'],
    [
      'login: {post: /l, json: {a: 1}, form: {b: 2}}',
      'audit.yaml:1:39: login has both json and form: one body is enough',
    ],
    [
      'login: {post: /l, json: {a: $NOPE}}',
      'audit.yaml:1:29: the environment variable NOPE is not set (a dollar is written as $$)',
    ],
    [
      'login: {post: /l, json: {a: "${constructor}"}}',
      'audit.yaml:1:29: the environment variable constructor is not set (a dollar is written as $$)',
    ],
    [
      'capture: {access: token}',
      'audit.yaml:1:19: capture.access has to say where: $.path.in.json, header:Name, cookie:name or pattern:regular expression',
    ],
    [
      'capture: {access: "pattern:a("}',
      'audit.yaml:1:19: capture.access is no regular expression with a group, as in pattern:token="([^"]+)"',
    ],
    [
      'capture: {access: "pattern:abc"}',
      'audit.yaml:1:19: capture.access is no regular expression with a group, as in pattern:token="([^"]+)"',
    ],
    [
      'budget: {access: 5 minutes}',
      'audit.yaml:1:18: budget.access has to be a duration such as 0s, 30s, 15m or 1h',
    ],
    ['budget: {scope: all}', 'audit.yaml:1:17: budget.scope has to be device or everywhere'],
    ['base: localhost:3000', 'audit.yaml:1:7: base has to be a URL such as http://127.0.0.1:3000'],
    ['me: {get: /me, headers: [a]}', 'audit.yaml:1:25: me.headers has to be a map such as {name: value}'],
    ['page: [a]', 'audit.yaml:1:7: page has to be a text'],
    [
      'constructor: 1',
      'audit.yaml:1:1: the set-up has no key constructor; it takes base, bases, login, capture, me, refresh, logout, logoutOthers, logoutEverywhere, password, sockets, outage, backchannel, budget, page, variables',
    ],
    ['- a', 'audit.yaml:1:1: the set-up has to be a map such as {base: …}'],
    ['me: *b', 'audit.yaml:1:5: this * has no & that it could mean'],
    [
      'a: [',
      'audit.yaml:1:5: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    ['me: {get: /a}\nme: {get: /b}', 'audit.yaml:2:1: Map keys must be unique'],
    ['sockets: [{}]', 'audit.yaml:1:11: a socket needs either websocket, sse or socketio: its address'],
    [
      'backchannel: {url: /b, issuer: i, audience: a, key: x}',
      'audit.yaml:1:53: backchannel.key has to be a private key as JWK',
    ],
  ])('%s', async (text, message) => {
    expect(await problem(text)).toBe(message);
  });

  test('a key that may be a secret is not repeated', async () => {
    expect(await problem('"geheim!": 1')).toMatch(/no key \(not shown/);
  });

  test('an answer that grows by its own anchors is refused', async () => {
    const bomb = `a: &a [${'x,'.repeat(30)}]\nb: &b [${'*a,'.repeat(30)}]\nc: &c [${'*b,'.repeat(30)}]\nd: [${'*c,'.repeat(30)}]`;
    expect(await problem(bomb)).toMatch(/there is too much in it/);
  });

  test('an anchor may be used again', async () => {
    const plan = await planOfFile('me: &me {get: /me}\nlogout: *me', 'a', ENV);
    expect(plan.logout).toEqual(plan.me);
  });
});
