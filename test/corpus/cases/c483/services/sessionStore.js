'use strict';

const { randomBytes } = require('crypto');

const TTL = 60 * 60 * 24;

module.exports = function createSessionStore({ redis, logger }) {
  const sessionKey = (id) => `session:${id}`;
  const indexKey = (userId) => `user:${userId}:sessions`;

  return {
    async create(userId, meta = {}) {
      const id = randomBytes(20).toString('hex');
      const tx = redis.multi();
      tx.hset(sessionKey(id), { userId, ...meta, createdAt: Date.now() });
      tx.expire(sessionKey(id), TTL);
      tx.sadd(indexKey(userId), id);
      await tx.exec();
      return id;
    },

    async get(id) {
      const data = await redis.hgetall(sessionKey(id));
      return data && data.userId ? data : null;
    },

    async destroyAll(userId) {
      const ids = await redis.smembers(indexKey(userId));
      const tx = redis.multi();
      ids.forEach((id) => {
        tx.del(sessionKey(id));
      });
      tx.del(indexKey(userId));
      const results = await tx.exec();
      const failed = results.find(([err]) => err);
      if (failed) throw failed[0];
      logger.info({ userId, count: ids.length }, 'all sessions destroyed');
    },

    async destroy(userId, id) {
      const tx = redis.multi();
      tx.del(sessionKey(id));
      tx.srem(indexKey(userId), id);
      const results = await tx.exec();
      const failed = results.find(([err]) => err);
      if (failed) throw failed[0];
    },
  };
};
