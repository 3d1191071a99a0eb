import Router from '@koa/router'
import type { Context, Next } from 'koa'
import * as memory from './memory'
import { login } from '../users/login'

const REFRESH = { httpOnly: true, secure: true, sameSite: 'strict', path: '/auth/reopen' } as const

export const router = new Router({ prefix: '/auth' })

const tokenOf = (ctx: Context) => ctx.get('x-token')

export async function signedIn (ctx: Context, next: Next) {
  const userId = memory.userOf(tokenOf(ctx))
  if (userId === null) ctx.throw(401)
  ctx.state.userId = userId
  await next()
}

router.post('/login', async (ctx) => {
  const { name, pin } = ctx.request.body as { name: string; pin: string }
  const user = await login(name, pin)
  if (!user) ctx.throw(401, 'unknown name or pin')
  const { a, r } = memory.open(user.id)
  ctx.cookies.set('reopen', r, REFRESH)
  ctx.body = { token: a, name: user.name }
})

router.post('/reopen', (ctx) => {
  const pair = memory.reopen(ctx.cookies.get('reopen'))
  if (!pair) ctx.throw(401)
  ctx.cookies.set('reopen', pair.r, REFRESH)
  ctx.body = { token: pair.a }
})

router.post('/log_out', signedIn, (ctx) => {
  memory.close(tokenOf(ctx))
  ctx.cookies.set('reopen', null, REFRESH)
  ctx.set('Cache-Control', 'no-store')
  ctx.status = 204
})
