import type { Response } from 'express';

const NAME = '__Host-session';

export function writeSession(res: Response, id: string): void {
  res.cookie(NAME, id, { path: '/', httpOnly: true, secure: true, sameSite: 'lax' });
}

export function clearSession(res: Response): void {
  res.clearCookie(NAME, { path: '/' });
}
