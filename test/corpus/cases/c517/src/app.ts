import express from 'express';
import session from 'express-session';
import createFileStore from 'session-file-store';
import passport from 'passport';
import { auth } from './auth';

const FileStore = createFileStore(session);
export const app = express();

app.use(express.urlencoded({ extended: true }));
app.use(
  session({
    name: 'intranet.sid',
    store: new FileStore({ path: './sessions', ttl: 28800 }),
    secret: process.env.SESSION_SECRET!,
    resave: false,
    saveUninitialized: false,
  }),
);
app.use(passport.initialize());
app.use(passport.session());
app.use(auth);
