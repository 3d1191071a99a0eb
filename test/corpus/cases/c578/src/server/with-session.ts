import type { NextApiRequest, NextApiResponse } from 'next';
import { adminDb } from './firebase';
import { SESSION_COOKIE } from './cookies';

export interface SessionInfo {
  id: string;
  uid: string;
}

type Handler = (req: NextApiRequest, res: NextApiResponse, session: SessionInfo) => unknown;

export const withSession = (handler: Handler) => async (req: NextApiRequest, res: NextApiResponse) => {
  const id = req.cookies[SESSION_COOKIE];
  const doc = id ? await adminDb.collection('sessions').doc(id).get() : undefined;
  if (!doc?.exists || doc.get('expires').toMillis() < Date.now()) {
    return res.status(401).json({ error: 'unauthenticated' });
  }
  return handler(req, res, { id: doc.id, uid: doc.get('uid') });
};
