import { SignJWT, jwtVerify } from 'jose';
import { config } from '../config';

type Kind = 'access' | 'refresh';
const lifetime: Record<Kind, string> = { access: '10m', refresh: '30d' };
const secret = (kind: Kind) => new TextEncoder().encode(config.secrets[kind]);

export const mint = (kind: Kind, userId: string, sessionId: string) =>
  new SignJWT({ sid: sessionId })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(userId)
    .setIssuedAt()
    .setExpirationTime(lifetime[kind])
    .sign(secret(kind));

export const open = async (kind: Kind, token: string) => {
  const { payload } = await jwtVerify(token, secret(kind));
  return { userId: payload.sub as string, sessionId: payload.sid as string };
};
