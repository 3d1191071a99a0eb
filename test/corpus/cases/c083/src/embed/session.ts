import type { CookieOptions, Request, Response } from 'express';
import { sessions } from './sessions';

const base: CookieOptions = { httpOnly: true, secure: true, sameSite: 'none', path: '/' };

export async function open(req: Request, res: Response): Promise<void> {
  const session = await sessions.create(req.body.widgetKey);
  res.cookie('widget_sid', session.id, { ...base, partitioned: true });
  res.json({ ok: true });
}

export async function close(req: Request, res: Response): Promise<void> {
  await sessions.delete(req.cookies['widget_sid']);
  res.clearCookie('widget_sid', base);
  res.json({ ok: true });
}
