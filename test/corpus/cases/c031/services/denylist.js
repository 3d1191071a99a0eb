const redis = require('./redis');

const keyOf = (jti) => `revoked:${jti}`;

exports.isRevoked = async (jti) => (await redis.exists(keyOf(jti))) === 1;

exports.revoke = (jti, exp) => redis.set(keyOf(jti), '1', { EXAT: exp });
