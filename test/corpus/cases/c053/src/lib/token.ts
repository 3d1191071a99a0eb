import { SignJWT } from 'jose';
import { nanoid } from 'nanoid';

const secret = new TextEncoder().encode(process.env.AUTH_SECRET);

export async function signToken(userId: string, ttl: number): Promise<string> {
  const builder = new SignJWT({ userId }).setProtectedHeader({ alg: 'HS256' }).setJti(nanoid());
  builder.setIssuedAt().setExpirationTime(Math.floor(Date.now() / 1000) + ttl);
  return builder.sign(secret);
}
