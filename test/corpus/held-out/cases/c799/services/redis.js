const Redis = require('ioredis');

const options = { host: process.env.REDIS_HOST, port: 6379, keyPrefix: 'app1:' };

module.exports = {
  reader: new Redis({ ...options, readOnly: true }),
  writer: new Redis(options),
};
