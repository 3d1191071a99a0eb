import express from 'express';
import cookieSession from 'cookie-session';
import { signoutRouter } from './routes/signout';

const app = express();
app.set('trust proxy', true);
app.use(express.json());
app.use(cookieSession({ signed: true, keys: [process.env.COOKIE_KEY ?? ''], secure: true }));
app.use(signoutRouter);

export { app };
