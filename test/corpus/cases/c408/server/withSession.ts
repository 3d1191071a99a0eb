import type { NextApiRequest, NextApiResponse } from 'next';
import { db } from './db';

export interface Session { id: string; parentId: string }
type Handler = (req: NextApiRequest, res: NextApiResponse, session: Session) => unknown;

export const withSession = (handler: Handler) => async (req: NextApiRequest, res: NextApiResponse) => {
  const id = req.cookies.kp_session;
  const session = id ? await db.session.findFirst({ where: { id, expiresAt: { gt: new Date() } } }) : null;
  if (!session) return res.status(401).json({ error: 'unauthenticated' });
  return handler(req, res, session);
};
