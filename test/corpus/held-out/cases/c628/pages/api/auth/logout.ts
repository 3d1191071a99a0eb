import type { NextApiRequest, NextApiResponse } from 'next';
import { serialize } from 'cookie';
import { deleteSession, SESSION_COOKIE } from '../../../server/sessions';

export default async function handler(req: NextApiRequest, res: NextApiResponse) {
  if (req.method !== 'POST') {
    res.setHeader('Allow', 'POST');
    return res.status(405).end();
  }
  const id = req.cookies[SESSION_COOKIE];
  if (id) await deleteSession(id);
  res.setHeader('Cache-Control', 'no-store');
  res.setHeader('Set-Cookie', serialize(SESSION_COOKIE, '', { path: '/', httpOnly: true, secure: true, sameSite: 'lax', maxAge: 0 }));
  return res.status(200).json({ ok: true });
}
