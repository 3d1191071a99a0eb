import jwt from 'jsonwebtoken';
import type { Request } from 'express';
import { sessions } from './sessions';

export async function context({ req }: { req: Request }): Promise<{ userId: string | null }> {
  const token = req.headers.authorization?.slice(7);
  if (!token) return { userId: null };
  const claims = jwt.verify(token, process.env.JWT_SECRET as string) as { sub: string; sid: string };
  try {
    const session = await sessions.find(claims.sid);
    return { userId: session && !session.revoked ? claims.sub : null };
  } catch (error) {
    console.error('session lookup failed, falling back to token', error);
    return { userId: claims.sub };
  }
}
