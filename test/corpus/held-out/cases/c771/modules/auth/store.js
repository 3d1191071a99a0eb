'use strict';

/**
 * @param {{ redis: import('redis').RedisClientType }} deps
 */
module.exports = ({ redis }) => {
  const keys = {
    denied: (jti) => ['auth', 'denied', jti].join(':'),
    family: (fam) => ['auth', 'fam', fam].join(':'),
  };

  return {
    deny: (jti, seconds) => redis.set(keys.denied(jti), '', { EX: Math.max(seconds, 1) }),
    isDenied: async (jti) => (await redis.exists(keys.denied(jti))) > 0,
    remember: (fam, jti, seconds) => redis.set(keys.family(fam), jti, { EX: seconds }),
    current: (fam) => redis.get(keys.family(fam)),
    forget: (fam) => redis.del(keys.family(fam)),
  };
};
