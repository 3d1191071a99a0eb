const Redis = require('ioredis')
const redis = new Redis(process.env.REDIS_URL)

const BLOCK = 'jwt:block:'
const REFRESH = 'jwt:refresh:'

exports.block = (jti, seconds) => redis.set(BLOCK + jti, 1, 'EX', Math.max(1, seconds))
exports.isBlocked = async (jti) => (await redis.get(BLOCK + jti)) !== null

exports.saveRefresh = (id, userId, seconds) => redis.set(REFRESH + id, userId, 'EX', seconds)
exports.takeRefresh = (id) => redis.getdel(REFRESH + id)
exports.dropRefresh = (id) => redis.del(REFRESH + id)
