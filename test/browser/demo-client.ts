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
  return (await response.json()) as Tokens;
}

export function bearer({ accessToken }: Tokens): { authorization: string } {
  return { authorization: `Bearer ${accessToken}` };
}

/** The status of a request for something protected. */
export async function statusOfMe(base: string, tokens: Tokens): Promise<number> {
  const response = await fetch(`${base}/api/me`, { headers: bearer(tokens) });
  await response.body?.cancel();
  return response.status;
}
