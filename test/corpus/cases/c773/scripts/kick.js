#!/usr/bin/env node
// usage: node scripts/kick.js <userId>   -- ends everything a user has open
const { createClient } = require('redis');
const knex = require('../db/knex');

(async () => {
  const userId = Number(process.argv[2]);
  const open = await knex('issued_tokens').where({ user_id: userId }).select('jti', 'exp');
  const redis = await createClient({ url: process.env.REDIS_URL }).connect();
  for (const row of open) {
    await redis.publish('tokens:revoked', JSON.stringify(row));
  }
  await knex('issued_tokens').where({ user_id: userId }).del();
  console.log(`revoked ${open.length} token(s)`);
  await redis.quit();
  await knex.destroy();
})().catch((err) => {
  console.error(err);
  process.exit(1);
});
