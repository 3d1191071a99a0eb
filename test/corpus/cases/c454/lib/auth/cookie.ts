import { cookies } from 'next/headers'

export const COOKIE = 'session'
const base = { httpOnly: true, sameSite: 'lax', secure: process.env.NODE_ENV === 'production', path: '/' } as const

export async function rememberSessionCookie(token: string, expires: Date) {
  ;(await cookies()).set(COOKIE, token, { ...base, expires })
}

export async function forgetSessionCookie() {
  ;(await cookies()).set(COOKIE, '', { ...base, maxAge: 0 })
}
