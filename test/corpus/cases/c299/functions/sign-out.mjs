import { getFirestore } from 'firebase-admin/firestore';
import { getAuth } from 'firebase-admin/auth';

export const signOut = async (req, res) => {
  await getAuth().revokeRefreshTokens(req.user.uid);
  await getFirestore().doc(`sessions/${req.user.sid}`).delete();
  res.set('cache-control', 'no-store').status(204).end();
};
