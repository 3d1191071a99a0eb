import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { Request, Response } from 'express';
import { openSession } from '../sessions';
import { users } from '../repositories/users';

const appleKeys = createRemoteJWKSet(new URL('https://appleid.apple.com/auth/keys'));

export async function signInWithApple(req: Request, res: Response): Promise<void> {
  const { payload } = await jwtVerify(req.body.identityToken, appleKeys, {
    issuer: 'https://appleid.apple.com',
    audience: process.env.APPLE_CLIENT_ID,
  });
  const user = await users.upsertByAppleId(String(payload.sub), payload['email'] as string);
  const session = await openSession(user.id);
  res.cookie('sid', session.id, { httpOnly: true, secure: true, sameSite: 'lax' });
  res.json({ user });
}
