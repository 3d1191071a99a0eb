import { Redis } from '@upstash/redis';
import type { H3Event } from 'h3';
import { jwtVerify, SignJWT } from 'jose';
import { nanoid } from 'nanoid';

const redis = Redis.fromEnv();
const secret = new TextEncoder().encode(process.env.NUXT_SESSION_SECRET);
const COOKIE = 'app_session';
const TTL = 60 * 60 * 8;

interface StoredSession {
  userId: string;
  createdAt: number;
}

const key = (sid: string) => `sess:${sid}`;
const cookieOptions = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' } as const;

export async function startSession(event: H3Event, userId: string) {
  const sid = nanoid(32);
  await redis.set(key(sid), { userId, createdAt: Date.now() } satisfies StoredSession, { ex: TTL });
  const jwt = await new SignJWT({ sid })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(userId)
    .setExpirationTime(`${TTL}s`)
    .sign(secret);
  setCookie(event, COOKIE, jwt, { ...cookieOptions, maxAge: TTL });
}

export async function readSession(event: H3Event) {
  const raw = getCookie(event, COOKIE);
  if (!raw) return null;
  const verified = await jwtVerify(raw, secret).catch(() => null);
  if (!verified) return null;
  const sid = String(verified.payload.sid);
  const stored = await redis.get<StoredSession>(key(sid)).catch(() => null);
  return stored ? { sid, ...stored } : null;
}

export async function endSession(event: H3Event, sid: string) {
  await redis.del(key(sid));
  deleteCookie(event, COOKIE, cookieOptions);
}
