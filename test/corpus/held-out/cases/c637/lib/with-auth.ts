import type { NextApiHandler, NextApiRequest, NextApiResponse } from 'next';
import { jwtVerify } from 'jose';
import { redis } from './redis';

export type AuthedRequest = NextApiRequest & { auth: { userId: string; jti: string; exp: number } };

const key = new TextEncoder().encode(process.env.JWT_SECRET);

export function withAuth(handler: (req: AuthedRequest, res: NextApiResponse) => unknown): NextApiHandler {
  return async (req, res) => {
    const token = req.headers.authorization?.split(' ')[1];
    if (!token) return res.status(401).json({ message: 'Missing token' });
    try {
      const { payload } = await jwtVerify(token, key);
      const blocked = await redis.get(`blocked:${payload.jti}`);
      if (blocked) return res.status(401).json({ message: 'Token revoked' });
      (req as AuthedRequest).auth = { userId: payload.sub!, jti: payload.jti!, exp: payload.exp! };
    } catch (e) {
      return res.status(401).json({ message: 'Invalid token' });
    }
    return handler(req as AuthedRequest, res);
  };
}
