import { randomBytes, timingSafeEqual, createHash } from 'node:crypto'
import { redis } from './redis.js'
import { keys } from './keys.js'

const ACCESS = 30 * 60
const REFRESH = 45 * 24 * 60 * 60

const sum = (s) => createHash('sha256').update(s).digest()
const same = (a, b) => timingSafeEqual(sum(a), sum(b))
const fresh = () => randomBytes(24).toString('base64url')

async function put (sid, userId) {
  const access = fresh()
  const refresh = fresh()
  await redis
    .multi()
    .set(keys.access(sid), JSON.stringify({ userId, token: access }), { EX: ACCESS })
    .set(keys.refresh(sid), JSON.stringify({ userId, token: refresh }), { EX: REFRESH })
    .exec()
  return { access: `${sid}.${access}`, refresh: `${sid}.${refresh}` }
}

async function match (key, token) {
  const entry = JSON.parse((await redis.get(key)) ?? 'null')
  return entry && same(entry.token, token) ? entry.userId : null
}

export const open = (userId) => put(fresh(), userId)

export async function who (value) {
  const [sid, token] = value.split('.')
  const userId = token ? await match(keys.access(sid), token) : null
  return userId && { userId, sid }
}

export async function renew (value) {
  const [sid, token] = value.split('.')
  const userId = token ? await match(keys.refresh(sid), token) : null
  return userId && put(sid, userId)
}

export const disconnect = (sid) => redis.multi().del(keys.access(sid)).del(keys.refresh(sid)).exec()
