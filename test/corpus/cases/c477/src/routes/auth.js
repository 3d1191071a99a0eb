const COOKIES = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' }

module.exports = async function auth (app) {
  app.post('/auth/callback', {
    schema: { body: { type: 'object', required: ['code'], properties: { code: { type: 'string' } } } }
  }, async (req, reply) => {
    const t = await app.keycloak.exchange(req.body.code, app.config.REDIRECT_URI)
    reply.setCookie('at', t.access_token, { ...COOKIES, maxAge: t.expires_in })
    reply.setCookie('rt', t.refresh_token, { ...COOKIES, maxAge: t.refresh_expires_in })
    return { ok: true }
  })

  app.addHook('preHandler', async (req, reply) => {
    if (req.routeOptions.config.public) return
    const active = req.cookies.at && await app.keycloak.introspect(req.cookies.at)
    if (active) req.user = { id: active.sub, roles: active.realm_access?.roles ?? [] }
  })

  app.post('/auth/logout', async (req, reply) => {
    const rt = req.cookies.rt
    if (rt) await app.keycloak.endSession(rt)
    reply.header('Cache-Control', 'no-store')
    reply.clearCookie('at', COOKIES)
    reply.clearCookie('rt', COOKIES)
    return reply.code(204).send()
  })
}
