import { memcached } from './memcached.js';

export const denylist = {
  has: async (jti) => (await memcached.get(`deny-${jti}`)) !== undefined,
  add: (jti, seconds) => memcached.set(`deny-${jti}`, 1, seconds),
};
