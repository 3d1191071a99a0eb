const { redis } = require('./redis');

exports.cacheProfile = (userId, profile) => redis.set(`profile:${userId}`, JSON.stringify(profile), 'EX', 60);
exports.profileOf = (userId) => redis.get(`profile:${userId}`);

exports.openSession = (sid, userId) => redis.set(`session:${sid}`, userId, 'EX', 86400);
exports.sessionOf = (sid) => redis.get(`session:${sid}`);
exports.endSession = (req) => redis.del(`session:${req.cookies.sid}`);
