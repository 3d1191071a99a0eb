import type { NextApiRequest, NextApiResponse } from 'next';
import { adminDb } from '@/server/firebase';
import { withSession, type SessionInfo } from '@/server/with-session';
import { clearSessionCookie } from '@/server/cookies';

async function handler(req: NextApiRequest, res: NextApiResponse, session: SessionInfo) {
  if (req.method !== 'POST') {
    res.setHeader('Allow', 'POST');
    return res.status(405).end();
  }

  const all = req.query.all === '1';
  const col = adminDb.collection('sessions');
  const snapshot = all
    ? await col.where('uid', '==', session.uid).get()
    : { docs: [await col.doc(session.id).get()] };

  await snapshot.docs.map(async (doc) => {
    await doc.ref.delete();
    console.info('session removed', doc.id);
  });

  clearSessionCookie(res);
  res.setHeader('Cache-Control', 'no-store');
  return res.status(200).json({ signedOut: snapshot.docs.length });
}

export default withSession(handler);
