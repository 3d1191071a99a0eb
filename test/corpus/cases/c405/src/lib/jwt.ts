import 'server-only'
import { SignJWT, jwtVerify, type JWTPayload } from 'jose'

const key = new TextEncoder().encode(process.env.SESSION_SECRET)

export interface SessionClaims extends JWTPayload {
  sid: string
}

export function seal(sid: string, expires: Date) {
  return new SignJWT({ sid }).setProtectedHeader({ alg: 'HS256' }).setIssuedAt().setExpirationTime(expires).sign(key)
}

export async function unseal(token: string | undefined): Promise<SessionClaims | null> {
  if (!token) return null
  try {
    const { payload } = await jwtVerify<SessionClaims>(token, key, { algorithms: ['HS256'] })
    return payload
  } catch {
    return null
  }
}
