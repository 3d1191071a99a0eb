import { verifyPassword } from '../lib/password.js'
import { pool } from '../lib/pg.js'

const credentials = {
  type: 'object',
  required: ['email', 'password'],
  properties: { email: { type: 'string', format: 'email' }, password: { type: 'string', minLength: 8 } },
  additionalProperties: false
}

export default async function accountRoutes (app) {
  app.post('/sign-in', { schema: { body: credentials } }, async (req, reply) => {
    const { rows: [user] } = await pool.query('select id, password_hash from users where email = lower($1)', [req.body.email])
    if (!user || !(await verifyPassword(req.body.password, user.password_hash))) {
      return reply.code(401).send({ error: 'wrong credentials' })
    }
    req.session.set('userId', user.id)
    return { id: user.id }
  })

  app.post('/sign-out', { preHandler: app.signedIn }, async (req, reply) => {
    req.log.info({ userId: req.userId }, 'sign-out')
    req.session.delete()
    return reply.code(204).send()
  })

  app.get('/profile', { preHandler: app.signedIn }, async (req, reply) => {
    const { rows } = await pool.query('select id, email, name from users where id = $1', [req.userId])
    reply.header('cache-control', 'no-store')
    return rows[0]
  })
}
