import { Router } from 'express'
import { requireJwt } from '../security/jwt.mjs'
import { revoke } from '../security/revocations.mjs'
import { config } from '../config.mjs'

export const auth = Router()

auth.post('/signout', requireJwt, async (req, res, next) => {
  try {
    await revoke(req.auth)
  } catch (err) {
    return next(err)
  }
  res.clearCookie(config.jwt.cookie, config.cookieOptions)
  res.set('cache-control', 'no-store')
  return res.status(204).end()
})
