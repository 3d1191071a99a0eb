import { Hono } from 'hono'
import { bearerAuth } from 'hono/bearer-auth'
import * as auth from './auth.js'
import { checkPassword } from './users.js'

export const routes = new Hono()

const signedIn = bearerAuth({
  verifyToken: async (token, c) => {
    const me = await auth.who(token)
    if (me) c.set('me', me)
    return Boolean(me)
  },
})

routes.post('/connect', async (c) => {
  const { email, password } = await c.req.json()
  const userId = await checkPassword(email, password)
  return userId ? c.json(await auth.open(userId)) : c.json({ error: 'no' }, 401)
})

routes.post('/renew', async (c) => {
  const { refresh = '' } = await c.req.json()
  const pair = await auth.renew(refresh)
  return pair ? c.json(pair) : c.json({ error: 'no' }, 401)
})

routes.post('/disconnect', signedIn, async (c) => {
  await auth.disconnect(c.get('me').sid)
  c.header('Cache-Control', 'no-store')
  return c.body(null, 204)
})
