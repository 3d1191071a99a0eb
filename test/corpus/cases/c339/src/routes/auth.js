import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { checkLogin } from '../members.js'

const sha256 = (text) => createHash('sha256').update(text).digest('hex')
const refreshKey = (token) => `refresh:${sha256(token)}`
const THREE_WEEKS = 21 * 24 * 60 * 60

export default async function (app) {
  async function issue (memberId) {
    const refreshToken = randomBytes(32).toString('hex')
    await app.redis.setex(refreshKey(refreshToken), THREE_WEEKS, memberId)
    return { accessToken: app.jwt.sign({ sub: memberId, jti: randomUUID() }), refreshToken }
  }

  app.post('/login', async (request, reply) => {
    const member = await checkLogin(request.body)
    if (!member) return reply.code(401).send({ error: 'login refused' })
    return issue(member.id)
  })

  app.post('/refresh', async (request, reply) => {
    const memberId = await app.redis.getdel(refreshKey(request.body.refreshToken))
    if (!memberId) return reply.code(401).send({ error: 'login again' })
    return issue(memberId)
  })

  app.post('/logout', async (request, reply) => {
    await app.redis.del(refreshKey(request.body.refreshToken))
    return reply.code(204).send()
  })
}
