import { Hono } from 'hono'
import { logger } from 'hono/logger'
import { secureHeaders } from 'hono/secure-headers'
import { zValidator } from '@hono/zod-validator'
import { z } from 'zod'
import { guard } from './middleware/guard'
import type { Bindings } from './types'

const app = new Hono<{ Bindings: Bindings }>()

app.use(logger(), secureHeaders())

app.get('/links', guard(), async (c) => {
  const { results } = await c.env.DB.prepare('SELECT slug, url, hits FROM links WHERE owner = ?').bind(c.get('userId')).all()
  return c.json(results)
})

app.post('/links', guard('editor', 'admin'), zValidator('json', z.object({ slug: z.string(), url: z.string().url() })), async (c) => {
  const { slug, url } = c.req.valid('json')
  await c.env.DB.prepare('INSERT INTO links (slug, url, owner) VALUES (?, ?, ?)').bind(slug, url, c.get('userId')).run()
  return c.json({ slug }, 201)
})

export default app
