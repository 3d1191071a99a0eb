import { SignJWT, jwtVerify } from 'jose';

export interface Env {
  TOKENS: KVNamespace;
  DB: D1Database;
  JWT_SECRET: string;
}

const NINETY_DAYS = 90 * 24 * 3600;
const enc = new TextEncoder();

async function fingerprint(token: string) {
  const digest = await crypto.subtle.digest('SHA-256', enc.encode(token));
  return [...new Uint8Array(digest)].map((b) => b.toString(16).padStart(2, '0')).join('');
}

export async function mint(env: Env, deviceId: string, owner: string) {
  const token = await new SignJWT({ dev: deviceId, owner })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuedAt()
    .setExpirationTime('90d')
    .sign(enc.encode(env.JWT_SECRET));
  await env.TOKENS.put(await fingerprint(token), deviceId, { expirationTtl: NINETY_DAYS });
  return token;
}

export async function check(env: Env, token: string) {
  const { payload } = await jwtVerify(token, enc.encode(env.JWT_SECRET));
  const device = await env.TOKENS.get(await fingerprint(token));
  if (device === null || device !== payload.dev) throw new Error('token withdrawn');
  return payload as { dev: string; owner: string };
}

export async function withdraw(env: Env, token: string) {
  await env.TOKENS.delete(await fingerprint(token));
}
