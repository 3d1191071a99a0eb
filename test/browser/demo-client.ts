import type { Tokens } from 'curfew';

const PASSWORDS = { alice: 'correct-horse', bob: 'battery-staple' } as const;

export function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: text,
  });
}

export async function logIn(base: string, username: keyof typeof PASSWORDS = 'alice'): Promise<Tokens> {
  const response = await post(`${base}/api/login`, { username, password: PASSWORDS[username] });
  if (response.status !== 200) throw new Error(`the login was answered ${response.status}`);
  return tokensIn(response);
}

/** What a login answered, with the tokens that it put into cookies. */
export async function tokensIn(response: Response): Promise<Tokens> {
  const [accessToken = '', refreshToken = ''] = response.headers
    .getSetCookie()
    .map((set) => /^__Host-curfew-demo(?:-refresh)?=([^;]+)/.exec(set)?.[1] ?? '');
  const answer = (await response.json()) as Omit<Tokens, 'accessToken' | 'refreshToken'>;
  return { ...answer, accessToken, refreshToken };
}

export function bearer({ accessToken }: Pick<Tokens, 'accessToken'>): { authorization: string } {
  return { authorization: `Bearer ${accessToken}` };
}

/** The `Cookie` header of a browser that has logged in. */
export function cookie({ accessToken, refreshToken }: Tokens): { cookie: string } {
  return { cookie: `__Host-curfew-demo=${accessToken}; __Host-curfew-demo-refresh=${refreshToken}` };
}

/** The status of a request for something protected. */
export async function statusOfMe(base: string, tokens: Pick<Tokens, 'accessToken'>): Promise<number> {
  const response = await fetch(`${base}/api/me`, { headers: bearer(tokens) });
  await response.body?.cancel();
  return response.status;
}
