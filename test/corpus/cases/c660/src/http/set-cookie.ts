interface Attributes {
  path: string;
  secure: boolean;
  sameSite: 'Lax' | 'Strict' | 'None';
  httpOnly?: boolean;
}

const ATTRIBUTES: Record<'__Secure-acc' | '__Secure-acc-hint', Attributes> = {
  '__Secure-acc': { path: '/api', secure: true, sameSite: 'None', httpOnly: true },
  '__Secure-acc-hint': { path: '/', secure: true, sameSite: 'None' },
};

export function setCookie(name: keyof typeof ATTRIBUTES, value: string, maxAge: number) {
  const a = ATTRIBUTES[name];
  const parts = [`${name}=${encodeURIComponent(value)}`, `Path=${a.path}`, `Max-Age=${maxAge}`, `SameSite=${a.sameSite}`];
  if (a.secure) parts.push('Secure');
  if (a.httpOnly) parts.push('HttpOnly');
  return parts.join('; ');
}

export const unsetCookie = (name: keyof typeof ATTRIBUTES) => setCookie(name, '', 0);

export function getCookie(request: Request, name: string) {
  const match = new RegExp(`(?:^|;\\s*)${name}=([^;]*)`).exec(request.headers.get('Cookie') ?? '');
  return match ? decodeURIComponent(match[1]) : null;
}
