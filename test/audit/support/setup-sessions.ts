/** Records a session with each of the set-up's applications, by using them as their page would. */
import { PASSWORD, USER } from './setup-apps.ts';
import type { Entry } from './setup-recordings.ts';

type Scheme = 'token' | 'form' | 'double' | 'pair';

/** Login, a page that says who is signed in, and logout, among requests that have nothing to do with it. */
export async function recordings(origin: string, scheme: Scheme): Promise<Entry[]> {
  const browser = new Browser(origin);
  await SESSIONS[scheme](browser);
  return [
    { method: 'GET', url: 'https://fonts.example/a.woff2', status: 200, type: 'font/woff2' },
    ...browser.entries,
    {
      method: 'POST',
      url: 'https://telemetry.example/collect',
      status: 204,
      body: { type: 'text/plain', text: 'logout' },
    },
  ];
}

class Browser {
  readonly entries: Entry[] = [];
  readonly #origin: string;
  readonly #cookies = new Map<string, string>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  cookie(name: string): string {
    return decodeURIComponent(this.#cookies.get(name) ?? '');
  }

  async json(
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<string> {
    return this.#ask(method, path, headers, body && { type: 'application/json', text: JSON.stringify(body) });
  }

  async form(path: string, fields: Record<string, string>): Promise<string> {
    const text = new URLSearchParams(fields).toString();
    return this.#ask('POST', path, {}, { type: 'application/x-www-form-urlencoded', text });
  }

  async #ask(
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: Entry['body'],
  ): Promise<string> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const sent = { ...headers, ...(cookie !== '' && { cookie }) };
    const response = await fetch(this.#origin + path, {
      method,
      headers: { ...sent, ...(body && { 'content-type': body.type }) },
      redirect: 'manual',
      ...(body && { body: body.text }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    const text = await response.text();
    const answer = Object.fromEntries(response.headers);
    const type = response.headers.get('content-type') ?? '';
    const entry = {
      method,
      url: this.#origin + path,
      headers: sent,
      status: response.status,
      answer,
      type,
      text,
    };
    this.entries.push(body ? { ...entry, body } : entry);
    return text;
  }
}

const SESSIONS: Record<Scheme, (browser: Browser) => Promise<void>> = {
  token: async (browser) => {
    await browser.json('GET', '/');
    await browser.json('POST', '/api/v1/auth/login', { email: USER, password: 'mistyped' });
    const answer = await browser.json('POST', '/api/v1/auth/login', { email: USER, password: PASSWORD });
    const { data } = JSON.parse(answer) as { data: { token: string } };
    const authorization = `Bearer ${data.token}`;
    await browser.json('GET', '/api/v1/news', undefined, { authorization });
    await browser.json('GET', '/api/v1/users/me', undefined, { authorization });
    await browser.json('POST', '/api/v1/auth/logout', undefined, { authorization });
    await browser.json('GET', '/');
  },
  form: async (browser) => {
    const csrfOf = (page: string): string =>
      (/value="([^"]+)" type=hidden/.exec(page)?.[1] ?? '').replaceAll('&#43;', '+');
    const page = await browser.json('GET', '/login');
    await browser.form('/login', { _csrf: csrfOf(page), username: USER, password: PASSWORD });
    const account = await browser.json('GET', '/account');
    await browser.form('/auth/sign_out', { _csrf: csrfOf(account) });
  },
  double: async (browser) => {
    await browser.json('GET', '/api/csrf');
    const token = (): Record<string, string> => ({ 'x-xsrf-token': browser.cookie('XSRF-TOKEN') });
    await browser.json('POST', '/api/session', { login: USER, password: PASSWORD }, token());
    await browser.json('GET', '/api/profile');
    await browser.json('DELETE', '/api/session', undefined, token());
  },
  pair: async (browser) => {
    const pair = (text: string): { access_token: string; refresh_token: string } =>
      JSON.parse(text) as { access_token: string; refresh_token: string };
    const first = pair(await browser.json('POST', '/auth/login', { username: USER, password: PASSWORD }));
    await browser.json('GET', '/auth/whoami', undefined, { authorization: `Bearer ${first.access_token}` });
    const { refresh_token } = first;
    const next = pair(await browser.json('POST', '/auth/token/refresh', { refresh_token }));
    await browser.json('POST', '/auth/logout', { refresh_token: next.refresh_token });
  },
};
