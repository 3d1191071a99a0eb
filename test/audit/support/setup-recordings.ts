/** How browsers write down what the applications of the set-up's tests were asked. */
import { PASSWORD, USER } from './setup-apps.ts';

/** A word as bash takes it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** The login of each application as Chrome's "Copy as cURL (bash)" has it. */
export const CURLS = {
  token: (origin: string, password = PASSWORD): string =>
    chrome(
      `${origin}/api/v1/auth/login`,
      ['content-type: application/json', `origin: ${origin}`],
      '_ga=GA1.1',
      {
        email: USER,
        password,
      },
    ),
  form: (origin: string, password = PASSWORD): string =>
    chrome(
      `${origin}/login`,
      ['content-type: application/x-www-form-urlencoded', `referer: ${origin}/login`],
      'sid=Qm9ndXMtc2Vzc2lvbg',
      new URLSearchParams({ _csrf: 'b2xkLXRva2Vu+/=', username: USER, password }),
    ),
  double: (origin: string, password = PASSWORD): string =>
    chrome(
      `${origin}/api/session`,
      ['content-type: application/json', 'x-xsrf-token: b2xkLXRva2Vu='],
      'session=b2xkLXNlc3Npb24; XSRF-TOKEN=b2xkLXRva2Vu%3D',
      { login: USER, password },
    ),
  pair: (origin: string, password = PASSWORD): string =>
    chrome(`${origin}/auth/login`, ['content-type: application/json'], '', {
      username: USER,
      password,
    }),
} as const;

function chrome(url: string, headers: readonly string[], cookies: string, body: object): string {
  const text = body instanceof URLSearchParams ? body.toString() : JSON.stringify(body);
  const lines = [
    `curl ${quoted(url)}`,
    "-H 'accept: */*'",
    ...headers.map((header) => `-H ${quoted(header)}`),
    ...(cookies === '' ? [] : [`-b ${quoted(cookies)}`]),
    '-H \'sec-ch-ua: "Chromium";v="156"\'',
    "-H 'user-agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0'",
    `--data-raw ${quoted(text)}`,
  ];
  return lines.join(' \\\n  ');
}

export interface Entry {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: { readonly type: string; readonly text: string };
  readonly status: number;
  readonly answer?: Readonly<Record<string, string>>;
  readonly type?: string;
  readonly text?: string;
}

/** A HAR file. `sanitised` is what Chrome saves by default: without cookies and `Authorization`; `bodies` are often left out too. */
export function har(entries: readonly Entry[], { sanitised = false, bodies = true } = {}): string {
  const secret = /^(?:cookie|set-cookie|authorization)$/i;
  const pairs = (headers: Readonly<Record<string, string>>): object[] =>
    Object.entries(headers)
      .filter(([name]) => !(sanitised && secret.test(name)))
      .map(([name, value]) => ({ name, value }));
  return JSON.stringify({
    log: {
      version: '1.2',
      creator: { name: 'WebInspector', version: '537.36' },
      pages: [],
      entries: entries.map((one, at) => ({
        startedDateTime: new Date(1_790_000_000_000 + at * 500).toISOString(),
        time: 12,
        _resourceType: 'fetch',
        request: {
          method: one.method,
          url: one.url,
          httpVersion: 'h2',
          headers: [
            { name: ':authority', value: new URL(one.url).host },
            ...pairs({ ...(one.body && { 'content-type': one.body.type }), ...one.headers }),
          ],
          queryString: [],
          cookies: [],
          ...(one.body && { postData: { mimeType: one.body.type, text: one.body.text } }),
        },
        response: {
          status: one.status,
          headers: pairs({ 'content-type': one.type ?? 'application/json', ...one.answer }),
          cookies: [],
          content: {
            size: 1,
            mimeType: one.type ?? 'application/json',
            ...(bodies && { text: one.text ?? '' }),
          },
          redirectURL: '',
        },
      })),
    },
  });
}
