import express from 'express';
import session from 'express-session';
import { RedisStore } from 'connect-redis';
import { redis } from './redis';

const app = express();
app.use(session({ store: new RedisStore({ client: redis }), secret: process.env.SECRET as string, resave: false, saveUninitialized: false }));

app.post('/logout', (req, res) => {
  req.session.destroy(() => undefined);
  res.redirect('/');
});

export default app;
