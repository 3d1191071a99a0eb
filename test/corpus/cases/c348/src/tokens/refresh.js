import jwt from 'jsonwebtoken'
import { randomUUID } from 'node:crypto'
import { redis } from '../redis.js'
import { settings } from '../settings.js'

const slot = (jti) => `rt/${jti}`

export async function createRefresh (userId) {
  const jti = randomUUID()
  await redis.set(slot(jti), String(userId), 'EX', settings.refresh.seconds)
  return jwt.sign({}, settings.refresh.secret, {
    subject: String(userId),
    jwtid: jti,
    expiresIn: settings.refresh.seconds
  })
}

/** returns the id of the user, or null when the token was used before or has been withdrawn */
export async function consumeRefresh (token) {
  let claims
  try {
    claims = jwt.verify(token, settings.refresh.secret)
  } catch {
    return null
  }
  const owner = await redis.getdel(slot(claims.jti))
  return owner === claims.sub ? owner : null
}
