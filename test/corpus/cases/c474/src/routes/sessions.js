export default async function sessions (app) {
  app.post('/sessions', async (req, reply) => {
    const user = await app.users.login(req.body.email, req.body.password)
    if (!user) return reply.code(401).send({ message: 'E-mail or password is wrong' })
    return reply.code(201).send(await app.tokens.open(user))
  })

  app.put('/sessions/current', async (req, reply) => {
    const access = await app.tokens.renew(req.body.refresh)
    return access ? { access } : reply.code(401).send({ message: 'Sign in again' })
  })

  app.delete('/sessions/current', { onRequest: app.userOnly }, async (req, reply) => {
    await app.tokens.close(req.user.sid)
    reply.header('cache-control', 'no-store').code(204).send()
  })

  app.get('/sessions/current', { onRequest: app.userOnly }, async (req, reply) => {
    reply.header('cache-control', 'no-store')
    return { userId: req.user.sub }
  })
}
