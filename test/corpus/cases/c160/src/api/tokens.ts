import { jwtDecode } from 'jwt-decode';

export const expiresSoon = (token: string): boolean => (jwtDecode(token).exp ?? 0) * 1000 - Date.now() < 30_000;

export async function freshToken(current: string): Promise<string> {
  if (!expiresSoon(current)) return current;
  const answer = await fetch('/api/auth/refresh', { method: 'POST', credentials: 'include' });
  const { accessToken } = (await answer.json()) as { accessToken: string };
  return accessToken;
}
