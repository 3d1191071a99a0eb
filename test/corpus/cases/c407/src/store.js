const Keyv = require('keyv');

const sessions = new Keyv(process.env.REDIS_URL, { namespace: 'sessions', ttl: 86400000 });
sessions.on('error', (err) => console.error('keyv', err));

module.exports = { sessions };
