var redis = require('redis');
var config = require('./config');

var client = redis.createClient({
  host: config.redis.host,
  port: config.redis.port,
  retry_strategy: function (options) {
    return Math.min(options.attempt * 100, 3000);
  },
});

client.on('error', function (err) {
  console.log('Redis: ' + err.message);
});

module.exports = client;
