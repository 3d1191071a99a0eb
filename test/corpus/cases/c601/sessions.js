const { nanoid } = require('nanoid')
const { createClient } = require('redis')
const users = require('./users')

const redis = createClient({ url: process.env.REDIS_URL })
redis.connect()

const NAME = 'quiz.sid'
const TTL = 60 * 60 * 24 * 10
const key = (sid) => `quiz:session:${sid}`

exports.start = async (ctx, user) => {
  const sid = nanoid(36)
  await redis.set(key(sid), String(user.id), { EX: TTL })
  ctx.cookies.set(NAME, sid, { signed: true, sameSite: 'lax', maxAge: TTL * 1000 })
}

exports.middleware = async (ctx, next) => {
  const sid = ctx.cookies.get(NAME, { signed: true })
  const userId = sid && (await redis.get(key(sid)))
  if (userId) {
    ctx.state.sid = sid
    ctx.state.user = await users.byId(userId)
  }
  await next()
}

exports.end = async (ctx) => {
  await redis.del(key(ctx.state.sid))
  ctx.cookies.set(NAME, null, { signed: true, sameSite: 'lax' })
}
