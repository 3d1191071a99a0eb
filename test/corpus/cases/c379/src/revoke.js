const { createClient } = require('redis');
const { promisify } = require('util');

const client = createClient(process.env.REDIS_URL);
const setex = promisify(client.setex).bind(client);

const NAMESPACE = ['auth', 'revoked'];

module.exports = async function revoke(claims) {
  const seconds = Math.max(claims.exp - Math.floor(Date.now() / 1000), 1);
  await setex([...NAMESPACE, claims.jti].join(':'), seconds, '1');
};
