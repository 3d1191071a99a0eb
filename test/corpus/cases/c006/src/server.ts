import express from 'express';
import session from 'express-session';
import MongoStore from 'connect-mongo';

const app = express();

app.use(
  session({
    secret: process.env.SESSION_SECRET as string,
    resave: false,
    saveUninitialized: false,
    unset: 'destroy',
    store: MongoStore.create({ mongoUrl: process.env.MONGO_URL }),
  }),
);

app.post('/logout', (req, res) => {
  (req as { session: unknown }).session = null;
  res.status(204).end();
});

app.listen(3000);
