const Redis = require('ioredis');

const url = process.env.REDIS_URL || 'redis://localhost:6379/2';

exports.store = new Redis(url);
exports.pub = new Redis(url);
exports.sub = new Redis(url);
