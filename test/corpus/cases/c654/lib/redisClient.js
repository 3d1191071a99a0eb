var redis = require('redis');

var client = redis.createClient({
  url: process.env.REDIS_URL,
  retry_strategy: function (options) {
    return Math.min(options.attempt * 100, 3000);
  }
});

client.on('error', function (err) {
  console.log('Redis ' + err);
});

module.exports = client;
