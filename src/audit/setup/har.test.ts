import { describe, expect, test } from 'vitest';
import { requestsOfHar } from './har.ts';
import { draftOfRecording } from './recording.ts';

interface Parts {
  readonly request: object;
  readonly response?: object;
  readonly at?: string;
}

function harOf(...entries: readonly Parts[]): string {
  return JSON.stringify({
    log: {
      entries: entries.map(({ request, response = { status: 200, headers: [], content: {} }, at }) => ({
        startedDateTime: at ?? '2026-11-01T10:00:00.000Z',
        request,
        response,
      })),
    },
  });
}

function header(name: string, value: string): { name: string; value: string } {
  return { name, value };
}

const JSON_TYPE = header('Content-Type', 'application/json');

/** A login with an answer, and what came after it. */
function session(answer: object, ...later: readonly Parts[]): string {
  const postData = {
    mimeType: 'application/json',
    text: '{"email":"ada@example.test","password":"geheim!"}',
  };
  return harOf(
    { request: { method: 'GET', url: 'http://h/login', headers: [] } },
    {
      request: { method: 'POST', url: 'http://h/api/login', headers: [JSON_TYPE], postData },
      response: { status: 200, headers: [JSON_TYPE], content: { text: JSON.stringify(answer) } },
    },
    ...later,
  );
}

describe('requestsOfHar', () => {
  test('reads an entry of Chrome, without the headers of HTTP/2', () => {
    const [one] = requestsOfHar(
      harOf({
        request: {
          method: 'post',
          url: 'http://u:p@h/login?a=1#x',
          headers: [header(':path', '/login'), header('cookie', 'a=1; b=2'), JSON_TYPE],
          postData: { mimeType: 'application/json', text: '{}' },
        },
        response: {
          status: 200,
          headers: [header('set-cookie', 'x=1')],
          content: { encoding: 'base64', text: 'w6k=', mimeType: 'text/plain' },
        },
      }),
      'a.har',
    );
    expect(one).toEqual({
      step: {
        method: 'POST',
        url: 'http://h/login?a=1',
        headers: [['Content-Type', 'application/json']],
        body: '{}',
      },
      cookies: [
        ['a', '1'],
        ['b', '2'],
      ],
      answer: {
        status: 200,
        headers: [
          ['set-cookie', 'x=1'],
          ['Content-Type', 'text/plain'],
        ],
        text: 'é',
      },
    });
  });

  test('reads an entry of Firefox: fields without a text, several cookies in one header', () => {
    const [one] = requestsOfHar(
      harOf({
        request: {
          method: 'POST',
          url: 'http://h/login',
          headers: [],
          cookies: [header('a', '1')],
          postData: {
            mimeType: 'application/x-www-form-urlencoded',
            params: [header('user', 'a b'), header('pass', 'x%26y')],
            text: '',
          },
        },
        response: {
          status: 302,
          headers: [header('set-cookie', 'x=1\ny=2')],
          content: { mimeType: 'text/html' },
        },
      }),
      'a.har',
    );
    expect(one?.step).toMatchObject({
      headers: [['Content-Type', 'application/x-www-form-urlencoded']],
      body: 'user=a%20b&pass=x%26y',
    });
    expect(one?.cookies).toEqual([['a', '1']]);
    expect(one?.answer?.headers.slice(0, 2)).toEqual([
      ['set-cookie', 'x=1'],
      ['set-cookie', 'y=2'],
    ]);
  });

  test('puts entries in the order in which they began, and leaves out what is no HTTP', () => {
    const get = (url: string, at: string): Parts => ({ request: { method: 'GET', url, headers: [] }, at });
    const found = requestsOfHar(
      harOf(
        get('http://h/2', '2026-11-01T10:00:02Z'),
        get('data:,x', '2026-11-01T10:00:01Z'),
        get('http://h/1', '2026-11-01T10:00:01Z'),
      ),
      'a.har',
    );
    expect(found.map(({ step }) => step.url)).toEqual(['http://h/1', 'http://h/2']);
  });

  test.each([
    ['{"log": {"entries": [', /no JSON/],
    ['[]', /no log.entries/],
    ['{"log": {"entries": {}}}', /no log.entries/],
    ['{"__proto__": {"log": {"entries": []}}}', /no log.entries/],
    [JSON.stringify({ log: { entries: Array(20_001).fill(0) } }), /more than 20000/],
  ])('%.50s', (text, message) => {
    expect(() => requestsOfHar(text, 'a.har')).toThrow(message);
  });

  test('an entry that is broken is left out', () => {
    const broken = [
      null,
      1,
      {},
      { request: { url: 'no', method: 'GET' } },
      { request: { url: 'http://h/', method: 7 } },
    ];
    expect(requestsOfHar(JSON.stringify({ log: { entries: broken } }), 'a.har')).toEqual([]);
  });
});

describe('draftOfRecording', () => {
  test('takes the login that worked, and not the registration or the attempt before it', () => {
    const post = (url: string, body: object, status: number): Parts => ({
      request: {
        method: 'POST',
        url,
        headers: [JSON_TYPE],
        postData: { mimeType: 'application/json', text: JSON.stringify(body) },
      },
      response: { status, headers: [], content: {} },
    });
    const draft = draftOfRecording(
      requestsOfHar(
        harOf(
          post(
            'http://h/register',
            { email: 'ada@x.y', password: 'geheim!', confirmPassword: 'geheim!' },
            201,
          ),
          post('http://h/login', { email: 'ada@x.y', password: 'mistyped' }, 401),
          post('http://h/login', { email: 'ada@x.y', password: 'geheim!' }, 200),
          post('http://h/change-password', { password: 'geheim!' }, 200),
          post('http://h/login', { email: 'ada@x.y', password: 'in another tab' }, 401),
        ),
        'a.har',
      ),
      'a.har',
    );
    expect(draft.login.map(({ step }) => [step.url, step.body])).toEqual([
      ['http://h/login', '{"email":"{user}","password":"{password}"}'],
    ]);
    expect(draft.variables).toEqual({ user: 'ada@x.y', password: 'geheim!' });
    expect(draft.pages).toEqual([]);
  });

  test('finds who one is by the data in the answer, before the name of the address', () => {
    const get = (url: string, text: string): Parts => ({
      request: { method: 'GET', url, headers: [header('Authorization', 'Bearer old-token-0001')] },
      response: { status: 200, headers: [JSON_TYPE], content: { text } },
    });
    const later = [
      get('http://h/api/profile/settings', '{"theme":"dark"}'),
      get('http://h/api/bootstrap', '{"you":"ada@example.test"}'),
      get('http://elsewhere/api/me', '{"you":"ada@example.test"}'),
      { request: { method: 'POST', url: 'http://h/api/auth/logout-all', headers: [] } },
      { request: { method: 'DELETE', url: 'http://h/api/sessions/old-session-17', headers: [] } },
    ];
    const draft = draftOfRecording(
      requestsOfHar(
        session({ token: 'old-token-0001', session: { id: 'old-session-17' } }, ...later),
        'a.har',
      ),
      'a.har',
    );
    expect(draft.me.map(({ step }) => step.url)).toEqual([
      'http://h/api/bootstrap',
      'http://h/api/profile/settings',
    ]);
    expect(draft.logout.map(({ step }) => step.url)).toEqual([
      'http://h/api/sessions/old-session-17',
      'http://h/api/auth/logout-all',
    ]);
    expect(draft.traced?.get('old-token-0001')).toEqual({
      name: 'access',
      from: { kind: 'json', path: '$.token' },
    });
    expect(draft.traced?.get('old-session-17')?.from).toEqual({ kind: 'json', path: '$.session.id' });
  });

  test('leaves out what makes an answer depend on an older one', () => {
    const headers = [
      header('If-None-Match', '"x"'),
      header('Sec-Fetch-Mode', 'cors'),
      header('X-Tenant', 'a'),
      header('X-CSRF-Token', 'b'),
    ];
    const later = { request: { method: 'GET', url: 'http://h/me', headers } };
    const draft = draftOfRecording(requestsOfHar(session({}, later), 'a.har'), 'a.har');
    expect(draft.me.map(({ step }) => step.headers)).toEqual([[['X-Tenant', 'a']]]);
  });

  test('says what is missing when nothing signs in', () => {
    const text = harOf(
      { request: { method: 'GET', url: 'http://h/me', headers: [] } },
      { request: { method: 'GET', url: 'http://h/', headers: [] } },
    );
    expect(() => draftOfRecording(requestsOfHar(text, 'a.har'), 'a.har')).toThrow(
      /nothing in a.har looks like a login/,
    );
    expect(() => draftOfRecording([], 'a.har')).toThrow(/nothing in a.har/);
  });
});
