'use strict';

module.exports = {
  port: Number(process.env.PORT) || 4000,
  jwt: {
    secret: process.env.JWT_SECRET,
    lifetime: '2h',
  },
  db: {
    client: 'pg',
    connection: process.env.DATABASE_URL,
    pool: { min: 0, max: 8 },
  },
};
