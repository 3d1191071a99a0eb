import type { Exchange } from '../../../src/audit/outcome.ts';

type Headers = readonly (readonly [name: string, value: string])[];

interface Sent {
  readonly at: number;
  readonly method?: string;
  readonly url?: string;
  readonly headers?: Headers;
  readonly body?: string;
}

interface Answered {
  readonly status: number;
  readonly headers?: Headers;
  readonly body?: string;
}

export const BASE = 'http://127.0.0.1:8055';

/** An exchange as the audit writes it, its secrets taken out. */
export function exchange(sent: Sent, answered?: Answered): Exchange {
  const { at, method = 'GET', url = `${BASE}/users/me`, headers = [], body } = sent;
  return {
    at,
    took: 6,
    request: {
      method,
      url,
      headers: [['Host', '127.0.0.1:8055'], ['Accept', 'application/json'], ...headers],
      body,
    },
    response: answered && {
      status: answered.status,
      headers: [
        ['Content-Type', 'application/json; charset=utf-8'],
        ['Date', 'Sat, 21 Nov 2026 14:15:02 GMT'],
        ...(answered.headers ?? []),
      ],
      body: answered.body,
    },
    error: answered ? undefined : 'the connection was reset',
  };
}

const BEARER: Headers = [['Authorization', 'Bearer <access #1>']];
const PERSON = '{"data":{"id":"8f2c71d0","email":"<email #1>","first_name":"Ada","role":"editor"}}';
const REFUSED =
  '{"errors":[{"message":"Invalid user credentials.","extensions":{"code":"INVALID_CREDENTIALS"}}]}';

/** What the person gets, and what everybody else gets. */
export const open = (at: number, headers: Headers = BEARER): Exchange =>
  exchange({ at, headers }, { status: 200, headers: [['Cache-Control', 'no-store']], body: PERSON });

/** A page that is the same for everybody. */
export const alike = (at: number, headers: Headers = BEARER): Exchange =>
  exchange(
    { at, url: `${BASE}/home`, headers },
    { status: 200, headers: [['Cache-Control', 'no-store']], body: '<h1>Welcome</h1>' },
  );

export const refused = (at: number, headers: Headers = BEARER): Exchange =>
  exchange({ at, headers }, { status: 401, headers: [['WWW-Authenticate', 'Bearer']], body: REFUSED });
