import type { NextApiRequest, NextApiResponse } from 'next';
import { serialize } from 'cookie';
import { withSession, type Session } from '../../server/withSession';
import { db } from '../../server/db';

export default withSession(async function logout(req: NextApiRequest, res: NextApiResponse, session: Session) {
  if (req.method !== 'POST') return res.status(405).end();
  await db.session.delete({ where: { id: session.id } });
  res.setHeader('Set-Cookie', serialize('kp_session', '', { path: '/', httpOnly: true, sameSite: 'lax', secure: true, maxAge: 0 }));
  return res.status(200).json({ ok: true });
});
