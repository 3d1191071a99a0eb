export interface Credentials { email: string; password: string }
export interface AuthResponse {
  user: { id: number; email: string; displayName: string };
  accessToken: string;
}

async function post<T>(path: string, body: unknown): Promise<T> {
  const res = await fetch(`${import.meta.env.VITE_API}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!res.ok) throw new Error((await res.json()).message ?? res.statusText);
  return res.json();
}

export const authService = {
  login: (c: Credentials) => post<AuthResponse>('/v1/auth/login', c),
  forgotPassword: (email: string) => post<void>('/v1/auth/forgot-password', { email }),
};
