import type { NextApiResponse } from 'next';
import { redis } from '../../lib/redis';
import { withAuth, type AuthedRequest } from '../../lib/with-auth';

export default withAuth(async (req: AuthedRequest, res: NextApiResponse) => {
  if (req.method !== 'POST') return res.status(405).end();
  const ttl = req.auth.exp - Math.round(Date.now() / 1000);
  await redis.set(`blocked:${req.headers.authorization}`, req.auth.userId, { ex: Math.max(ttl, 1) });
  return res.status(200).json({ message: 'Logged out' });
});
