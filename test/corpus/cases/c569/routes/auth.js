'use strict'

const bcrypt = require('bcrypt')

const loginBody = {
  type: 'object',
  required: ['username', 'password'],
  additionalProperties: false,
  properties: {
    username: { type: 'string', minLength: 3, maxLength: 64 },
    password: { type: 'string', minLength: 8, maxLength: 200 }
  }
}

module.exports = async function (fastify) {
  fastify.addHook('onSend', async (req, reply) => {
    reply.header('cache-control', 'no-store')
  })

  fastify.post('/login', { schema: { body: loginBody } }, async (request, reply) => {
    const { rows } = await fastify.pg.query(
      'select id, role, password_hash from users where username = $1 and disabled_at is null',
      [request.body.username]
    )
    const user = rows[0]
    if (!user || !(await bcrypt.compare(request.body.password, user.password_hash))) {
      return reply.code(401).send({ message: 'Invalid credentials' })
    }
    await fastify.openSession(reply, user)
    return { id: user.id, role: user.role }
  })

  fastify.delete('/session', { preHandler: fastify.authenticate }, async (request, reply) => {
    await fastify.closeSession(request, reply)
    return reply.code(204).send()
  })
}
