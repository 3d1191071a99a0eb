/** Curfew on Redis, as its documentation says. A row may say more: `DURABILITY`, `REPLICAS`, `COOKIES`. */
import express from 'express';
import { guard, routes, sessionCookies } from '../../../../src/adapters/express.ts';
import { createCurfew, type SigningKey } from '../../../../src/index.ts';
import { redis, type RedisOptions } from '../../../../src/stores/redis/index.ts';
import { LIFETIME, listen, REDIS, SECRET, slowly } from './listen.ts';

const { COOKIES, DURABILITY, REPLICAS } = process.env;
const settings: RedisOptions = {
  ...(DURABILITY === 'always' && { durability: DURABILITY }),
  ...(REPLICAS !== undefined && { replicas: Number(REPLICAS) }),
};
const key = JSON.parse(SECRET) as SigningKey;
const curfew = createCurfew({
  store: redis(REDIS, settings),
  issuer: { name: 'https://api.test', audience: 'api', keys: [key], lifetime: LIFETIME },
});
await curfew.ready();

const options = COOKIES === undefined ? {} : { cookies: sessionCookies() };
const app = express();
app.post('/login/:user', async (request, response) => {
  response.json(await curfew.issue({ subject: request.params.user }));
});
app.use(routes(curfew, options));
app.use(guard(curfew, options));
app.get('/me', (request, response) => void response.json({ user: request.auth.subject }));
app.get('/slow', async (request, response) => {
  await slowly();
  response.json({ user: request.auth.subject });
});
listen(app);
