const { sub } = require('../api/redis');
const hub = require('./hub');

const handlers = {
  opened: ({ userId }) => hub.count(userId, +1),
  closed: ({ sid, userId, reason }) => {
    hub.count(userId, -1);
    hub.kick(sid, reason);
  },
};

sub.psubscribe('session:*', (err, n) => {
  if (err) {
    console.error(err);
    process.exit(1);
  }
  console.log(`listening to ${n} pattern(s)`);
});

sub.on('pmessage', (pattern, channel, message) => {
  const name = channel.slice(channel.indexOf(':') + 1);
  const handle = handlers[name];
  if (handle) handle(JSON.parse(message));
});
