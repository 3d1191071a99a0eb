const axios = require('axios')
const fp = require('fastify-plugin')

module.exports = fp(async function keycloak (app, opts) {
  const realm = `${opts.baseUrl}/realms/${opts.realm}/protocol/openid-connect`
  const http = axios.create({ timeout: 5000 })

  const form = (extra) => new URLSearchParams({
    client_id: opts.clientId,
    client_secret: opts.clientSecret,
    ...extra
  })

  app.decorate('keycloak', {
    async exchange (code, redirectUri) {
      const { data } = await http.post(`${realm}/token`, form({ grant_type: 'authorization_code', code, redirect_uri: redirectUri }))
      return data
    },
    async introspect (token) {
      const { data } = await http.post(`${realm}/token/introspect`, form({ token }))
      return data.active ? data : null
    },
    async endSession (refreshToken) {
      await http.post(`${realm}/logout`, form({ refresh_token: refreshToken }))
    }
  })
})
