import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Plan } from '../plan.ts';
import { kindOfFile, type Given } from './given.ts';
import { setUp } from './set-up.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'curfew-setup-'));
afterAll(() => rmSync(folder, { recursive: true }));

const BASE = 'http://127.0.0.1:1';
const YAML = `
base: ${BASE}
login: {post: /login, json: {user: a, password: b}}
capture: {access: $.token}
me: {get: /me, headers: {X-Token: "{access}", A: b}}
`;

async function planned(source: Given['source'], more: Partial<Given> = {}): Promise<Plan> {
  const helper = {
    allowHosts: [],
    maxRequests: 10,
    signal: new AbortController().signal,
    tell: () => undefined,
    counted: () => undefined,
    confirm: async () => undefined,
  };
  return setUp({ source, bases: [], env: {}, ...more }, helper);
}

function yaml(text: string): Given['source'] {
  return { kind: 'plan', name: 'a.yaml', text };
}

function script(text: string): Given['source'] {
  const file = path.join(folder, `${Math.random()}.mjs`);
  writeFileSync(file, text);
  return { kind: 'script', file };
}

describe('flags go before a file', () => {
  test('and are sent with the credential that the file has', async () => {
    const plan = await planned(yaml(YAML), {
      me: '/users/me',
      logout: 'delete /session',
      refresh: "curl http://127.0.0.1:1/refresh -H 'Content-Type: application/json' -d '{}'",
      canary: 'me@x.y',
      bases: ['http://127.0.0.1:2', 'http://127.0.0.1:3'],
      patience: 7,
    });
    expect(plan).toMatchObject({
      bases: ['http://127.0.0.1:2', 'http://127.0.0.1:3'],
      me: { method: 'GET', url: '/users/me', headers: [['X-Token', '{access}']] },
      logout: { method: 'DELETE', url: '/session', headers: [['Authorization', 'Bearer {access}']] },
      refresh: { method: 'POST', url: 'http://127.0.0.1:1/refresh', body: '{}' },
      canary: 'me@x.y',
      budget: { patience: 7, access: 0 },
    });
  });

  test.each([
    [YAML, {}, 'a.yaml has no logout, as in logout: {post: /logout}, or --logout "POST /logout"'],
    [
      `${YAML}logout: {post: /x}`.replace(/me: .*/, ''),
      {},
      'a.yaml has no me: a read that only this person may make, as in me: {get: /users/me}, or --me "GET /users/me"',
    ],
    [`${YAML}logout: {post: /x}`.replace(/login: .*/, ''), {}, 'a.yaml has no login'],
    [
      `${YAML}logout: {post: /x}`.replace(/base: .*/, ''),
      {},
      'a.yaml does not say where the application is: base: http://127.0.0.1:3000, or --base',
    ],
    [
      `${YAML}logout: {post: /x, auth: "Bearer {acess}"}`,
      {},
      'a.yaml: the header Authorization needs {acess}, which nothing captures; known are access, newPassword',
    ],
    [
      YAML,
      { logout: 'geheim' },
      '--logout takes a method and a path, as in --logout "POST /path", or a curl command',
    ],
    [YAML, { me: 'curl http://h/a; curl http://h/b' }, '--me takes one curl command'],
  ])('%#: what is missing or wrong is said', async (text, more, message) => {
    await expect(planned(yaml(text), more)).rejects.toThrow(message);
  });
});

describe('a script', () => {
  const rest = `export default { base: '${BASE}', me: { get: '/me', auth: 'Bearer {access}' }, logout: { post: '/logout' } };`;

  test('signs in by its function, and says the rest as a file would', async () => {
    const plan = await planned(
      script(`export async function login({ variables }) { return { access: variables.a }; } ${rest}`),
    );
    expect(plan).toMatchObject({ bases: [BASE], me: { url: '/me' }, logout: { method: 'POST' } });
    if (typeof plan.login !== 'function') throw new Error('no function');
    const send = async (): Promise<Response> => new Response();
    expect(await plan.login({ send, variables: { a: 'x' } })).toEqual({ access: 'x' });
  });

  test.each([
    [rest, /has to export a function/],
    ['export function login() {}', /has to export the rest/],
    [`export function login() {} export default { login: {} };`, /as well as the function/],
    [
      `export function login() {} export default { mee: 1 };`,
      /\(its default export, as JSON\):2:3: the set-up has no key mee; did you mean me\?/,
    ],
    ['export function (', /cannot be loaded/],
  ])('%s', async (text, message) => {
    await expect(planned(script(text))).rejects.toThrow(message);
  });
});

test.each([
  ['a.har', '{}', 'har'],
  ['a.json', '{"log": {"version": "1.2"}}', 'har'],
  ['a.json', '{\n  "openapi": "3.0.0"', 'openapi'],
  ['a.json', '{"info":{},"swagger":"2.0"', 'openapi'],
  ['a.yaml', '# API\nopenapi: 3.1.0\n', 'openapi'],
  ['a.yaml', 'base: http://h\nlogin: {post: /openapi}', 'plan'],
  ['a.json', '{"base": "http://h"}', 'plan'],
])('%s with %j is %s', (name, text, kind) => {
  expect(kindOfFile(name, text)).toBe(kind);
});

test('nothing is sent to a host that is not allowed, not even to sign in', async () => {
  const source = {
    kind: 'curl',
    texts: ["curl http://192.0.2.7/login -d 'user=a&password=geheim'"],
  } as const;
  await expect(planned(source)).rejects.toThrow(/192\.0\.2\.7 is not this machine/);
});

test('an application that is not there is said to be so', async () => {
  const source = { kind: 'curl', texts: [`curl ${BASE}/login -d 'user=a&password=geheim'`] } as const;
  await expect(planned(source)).rejects.toThrow(/no answer from http:\/\/127\.0\.0\.1:1: .*is it running\?/);
});
