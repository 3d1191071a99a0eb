import { Hono } from 'hono'
import { jwt } from 'hono/jwt'
import { zValidator } from '@hono/zod-validator'
import { z } from 'zod'
import { AuthService } from './service'
import { connect } from '../db'
import { findByPassword } from '../users'
import type { Env } from '../env'

export const auth = new Hono<Env>()

auth.use(async (c, next) => {
  c.set('auth', new AuthService(connect(c.env), c.env.JWT_SECRET))
  await next()
})

auth.post('/login', zValidator('json', z.object({ email: z.string().email(), password: z.string() })), async (c) => {
  const { email, password } = c.req.valid('json')
  const user = await findByPassword(connect(c.env), email, password)
  if (!user) return c.json({ error: 'invalid' }, 401)
  return c.json(await c.get('auth').start(user.id))
})

auth.post('/refresh', zValidator('json', z.object({ refresh: z.string() })), async (c) => {
  const pair = await c.get('auth').rotate(c.req.valid('json').refresh)
  return pair ? c.json(pair) : c.json({ error: 'expired' }, 401)
})

auth.post('/logout', (c, next) => jwt({ secret: c.env.JWT_SECRET, alg: 'HS256' })(c, next), async (c) => {
  const { sid } = c.get('jwtPayload')
  await c.get('auth').end(sid)
  c.header('Cache-Control', 'no-store')
  return c.body(null, 204)
})
