import express from 'express';
import session from 'express-session';
import connectPg from 'connect-pg-simple';
import passport from 'passport';
import { Strategy as GitHubStrategy } from 'passport-github2';
import { pool, upsertUser, userById } from './db.js';

passport.use(
  new GitHubStrategy(
    {
      clientID: process.env.GITHUB_ID,
      clientSecret: process.env.GITHUB_SECRET,
      callbackURL: '/auth/github/callback',
    },
    (accessToken, refreshToken, profile, done) => {
      upsertUser(profile.id, profile.username).then((u) => done(null, u), done);
    },
  ),
);
passport.serializeUser((user, done) => done(null, user.id));
passport.deserializeUser((id, done) => userById(id).then((u) => done(null, u ?? false), done));

const app = express();
const PgStore = connectPg(session);

app.use(
  session({
    store: new PgStore({ pool }),
    secret: process.env.SESSION_SECRET,
    resave: false,
    saveUninitialized: false,
    cookie: { maxAge: 7 * 24 * 60 * 60 * 1000 },
  }),
);
app.use(passport.session());

app.get('/auth/github', passport.authenticate('github', { scope: ['read:user'] }));
app.get('/auth/github/callback', passport.authenticate('github', { failureRedirect: '/?denied' }), (req, res) => {
  res.redirect('/');
});

app.get('/auth/logout', (req, res) => {
  req.logout();
  res.redirect('/');
});

app.use(express.static('dist'));
app.listen(process.env.PORT ?? 3000);
