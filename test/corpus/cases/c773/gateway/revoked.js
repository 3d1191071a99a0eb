const { createClient } = require('redis');

const CHANNEL = 'tokens:revoked';
const revoked = new Map(); // jti -> exp in seconds

async function listen(url) {
  const subscriber = createClient({ url });
  subscriber.on('error', (err) => console.error('[revoked]', err.message));
  await subscriber.connect();
  await subscriber.subscribe(CHANNEL, (message) => {
    const { jti, exp } = JSON.parse(message);
    revoked.set(jti, exp);
  });
}

const sweep = setInterval(() => {
  const now = Date.now() / 1000;
  for (const [jti, exp] of revoked) if (exp < now) revoked.delete(jti);
}, 60000);
sweep.unref();

module.exports = { listen, has: (jti) => revoked.has(jti) };
