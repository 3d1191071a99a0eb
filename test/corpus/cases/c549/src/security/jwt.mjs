import { expressjwt } from 'express-jwt'
import { isRevoked } from './revocations.mjs'
import { config } from '../config.mjs'

export const requireJwt = expressjwt({
  secret: config.jwt.secret,
  algorithms: ['HS512'],
  issuer: config.jwt.issuer,
  getToken: (req) => req.cookies?.[config.jwt.cookie],
  isRevoked: async (_req, token) => !token || isRevoked(token.payload.jti)
})
