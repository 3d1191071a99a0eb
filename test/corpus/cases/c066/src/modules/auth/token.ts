import jwt from 'jsonwebtoken';
import type { RequestHandler } from 'express';

export function issueToken(userId: number): string {
  const issuedAt = Math.floor(Date.now() / 1000);
  const claims = { userId, iat: issuedAt, exp: issuedAt + 30 * 24 * 3600 };
  return jwt.sign(claims, String(process.env.TOKEN_KEY));
}

export const guard: RequestHandler = (req, res, next) => {
  const [, token = ''] = (req.headers.authorization ?? '').split(' ');
  try {
    const { userId } = jwt.verify(token, String(process.env.TOKEN_KEY)) as { userId: number };
    res.locals['userId'] = userId;
    next();
  } catch {
    res.status(401).json({ error: 'unauthorized' });
  }
};
