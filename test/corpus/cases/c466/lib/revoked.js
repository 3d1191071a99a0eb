const { createClient } = require('redis');
const db = require('./db');

const CHANNEL = 'auth:revoked';
const ids = new Set();

const publisher = createClient({ url: process.env.REDIS_URL });
const subscriber = publisher.duplicate();

async function start() {
  await Promise.all([publisher.connect(), subscriber.connect()]);
  await subscriber.subscribe(CHANNEL, (id) => ids.add(id));
  const { rows } = await db.query('SELECT id FROM revoked WHERE expires > now()');
  rows.forEach((row) => ids.add(row.id));
}

const has = (id) => ids.has(id);

async function revoke(id, exp) {
  await db.query('INSERT INTO revoked (id, expires) VALUES ($1, to_timestamp($2)) ON CONFLICT DO NOTHING', [id, exp]);
  ids.add(id);
  await publisher.publish(CHANNEL, id);
}

module.exports = { start, has, revoke };
