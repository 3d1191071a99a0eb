import { createMiddleware } from 'hono/factory'
import { verify } from 'hono/jwt'
import { getCookie } from 'hono/cookie'
import { HTTPException } from 'hono/http-exception'
import type { Bindings, Role } from '../types'

type Env = { Bindings: Bindings; Variables: { userId: string; role: Role } }

export const guard = (...roles: Role[]) =>
  createMiddleware<Env>(async (c, next) => {
    const token = getCookie(c, 'auth') ?? c.req.header('Authorization')?.replace(/^Bearer\s+/i, '')
    if (!token) throw new HTTPException(401, { message: 'no token' })

    let claims: Record<string, unknown>
    try {
      claims = await verify(token, c.env.JWT_SECRET, 'HS256')
    } catch {
      throw new HTTPException(401, { message: 'bad token' })
    }

    const role = claims.role as Role
    if (roles.length > 0 && !roles.includes(role)) throw new HTTPException(403, { message: 'not allowed' })

    c.set('userId', String(claims.sub))
    c.set('role', role)
    await next()
  })
