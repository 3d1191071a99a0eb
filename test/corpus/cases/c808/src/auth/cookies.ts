import Cookies from 'js-cookie';

const DOMAIN = import.meta.env.VITE_COOKIE_DOMAIN ?? '.acme.example';

export function saveToken(token: string, remember: boolean) {
  Cookies.set('acme_token', token, {
    domain: DOMAIN,
    secure: true,
    sameSite: 'strict',
    expires: remember ? 30 : undefined,
  });
}

export function readToken() {
  return Cookies.get('acme_token') ?? null;
}

export function dropToken() {
  Cookies.remove('acme_token');
}
