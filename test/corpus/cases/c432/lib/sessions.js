'use strict';

module.exports = ({ redis, ttl }) => {
  const k = (userId, sid) => ['session', userId, sid].join(':');

  return {
    open: (userId, sid, meta) => redis.set(k(userId, sid), JSON.stringify(meta), 'EX', ttl),
    alive: async (userId, sid) => (await redis.exists(k(userId, sid))) === 1,
    close: (userId, sid) => redis.del(k(userId, sid)),
  };
};
