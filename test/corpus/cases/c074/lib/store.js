const { randomUUID } = require('crypto');
const redis = require('./redis');
const users = require('./users');

exports.open = async (email, password) => {
  const user = await users.check(email, password);
  const sid = randomUUID();
  await redis.set(`sid:${sid}`, user.id, 'EX', 86400);
  return sid;
};

exports.destroy = (sid) => redis.del(`sid:${sid}`);
