/** express-session on connect-redis, with the settings that their documentation recommends. */
import { RedisStore } from 'connect-redis';
import express from 'express';
import session from 'express-session';
import { createClient } from 'redis';
import { listen, REDIS, SECRET, slowly } from './listen.ts';

declare module 'express-session' {
  interface SessionData {
    user: string;
    pages: number;
  }
}

const client = createClient({ url: REDIS });
client.on('error', () => undefined);
await client.connect();

const app = express();
app.use(
  session({
    store: new RedisStore({ client, prefix: 'myapp:' }),
    secret: SECRET,
    resave: false,
    saveUninitialized: false,
  }),
);
app.post('/login/:user', (request, response, next) => {
  request.session.regenerate((failed: unknown) => {
    if (failed) return next(failed);
    request.session.user = request.params.user;
    request.session.save((error: unknown) => (error ? next(error) : response.json({})));
  });
});
app.use((request, response, next) => {
  if (request.session?.user === undefined) response.sendStatus(401);
  else next();
});
app.post('/logout', (request, response, next) => {
  request.session.destroy((error: unknown) => (error ? next(error) : response.sendStatus(204)));
});
app.get('/me', (request, response) => void response.json({ user: request.session.user }));
app.get('/slow', async (request, response) => {
  request.session.pages = (request.session.pages ?? 0) + 1;
  await slowly();
  response.json({ user: request.session.user });
});
listen(app);
