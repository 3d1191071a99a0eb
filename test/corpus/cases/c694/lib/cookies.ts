import { serialize } from 'cookie';
import type { Response } from 'express';
import { env } from '../env';

export const SESSION_COOKIE = 'fab_sess';

export function sendSession(res: Response, id: string, remember: boolean): void {
  res.append(
    'Set-Cookie',
    serialize(SESSION_COOKIE, id, {
      domain: env.COOKIE_DOMAIN ?? '.fabrik-medien.de',
      path: '/',
      httpOnly: true,
      secure: true,
      sameSite: 'lax',
      ...(remember ? { maxAge: 60 * 60 * 24 * 14 } : {}),
    }),
  );
}

// Cookie im Browser löschen
export function dropSession(res: Response): void {
  res.append('Set-Cookie', `${SESSION_COOKIE}=; Path=/; HttpOnly; Secure; SameSite=Lax; Max-Age=0`);
}
