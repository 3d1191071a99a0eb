const { writer } = require('./redis');

const PREFIX = 'revoked';

async function revoke(token) {
  const seconds = Math.ceil(token.exp - Date.now() / 1000);
  if (seconds <= 0) return;
  await writer.set(`${PREFIX}:${token.jti}`, token.sub, 'EX', seconds);
}

module.exports = { revoke };
