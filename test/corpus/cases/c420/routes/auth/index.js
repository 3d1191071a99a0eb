import { nanoid } from 'nanoid'
import { S } from 'fluent-json-schema'

export default async function (fastify, opts) {
  const sign = (claims) => fastify.jwt.sign({ ...claims, jti: nanoid() }, { expiresIn: '20m' })

  fastify.post('/login', {
    schema: {
      body: S.object().prop('card', S.string().required()).prop('pin', S.string().required())
    }
  }, async (request, reply) => {
    const reader = await fastify.pg.query('select id, branch from readers where card = $1 and pin = crypt($2, pin)', [
      request.body.card, request.body.pin
    ])
    if (reader.rowCount !== 1) return reply.code(401).send({ error: 'Karte oder PIN falsch' })
    const { id, branch } = reader.rows[0]
    return { token: sign({ id, branch }) }
  })

  fastify.put('/token', {
    schema: { body: S.object().prop('token', S.string().required()) }
  }, async (request, reply) => {
    try {
      const { id, branch } = fastify.jwt.verify(request.body.token, { ignoreExpiration: true })
      return { token: sign({ id, branch }) }
    } catch (err) {
      request.log.info({ err }, 'token not renewed')
      return reply.code(401).send({ error: 'bitte neu anmelden' })
    }
  })
}
