import jwt from 'jsonwebtoken'
import { randomUUID } from 'crypto'
import Keyv from 'keyv'
import KeyvRedis from '@keyv/redis'

const LIFETIME_MS = '3600000'

const live = new Keyv({ store: new KeyvRedis(process.env.REDIS_URL), namespace: 'live-tokens' })

export async function createToken (user) {
  const jti = randomUUID()
  await live.set(jti, user.id, Number(LIFETIME_MS))
  return jwt.sign({ id: user.id, jti }, process.env.TOKEN_SECRET, { expiresIn: LIFETIME_MS })
}

export async function readToken (token) {
  const claims = jwt.verify(token, process.env.TOKEN_SECRET)
  const owner = await live.get(claims.jti)
  if (owner !== claims.id) throw new Error('token is no longer valid')
  return claims
}

export const endToken = (jti) => live.delete(jti)
