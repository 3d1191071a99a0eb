const { promisify } = require('util');
const passport = require('passport');
const { Strategy: GoogleStrategy } = require('passport-google-oauth20');
const router = require('express').Router();
const db = require('../db');

passport.use(
  new GoogleStrategy(
    {
      clientID: process.env.GOOGLE_ID,
      clientSecret: process.env.GOOGLE_SECRET,
      callbackURL: '/auth/google/callback',
      state: true,
    },
    async (_at, _rt, profile, done) => {
      try {
        const email = profile.emails[0].value;
        await db.query('INSERT INTO users (google_id, email, name) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE name = VALUES(name)', [
          profile.id,
          email,
          profile.displayName,
        ]);
        const [[user]] = await db.query('SELECT id, email, name FROM users WHERE google_id = ?', [profile.id]);
        done(null, user);
      } catch (e) {
        done(e);
      }
    }
  )
);

passport.serializeUser((user, done) => done(null, user.id));
passport.deserializeUser(async (id, done) => {
  try {
    const [[user]] = await db.query('SELECT id, email, name FROM users WHERE id = ?', [id]);
    done(null, user || false);
  } catch (e) {
    done(e);
  }
});

router.get('/google', passport.authenticate('google', { scope: ['profile', 'email'] }));
router.get(
  '/google/callback',
  passport.authenticate('google', { failureRedirect: '/login?failed' }),
  (req, res) => res.redirect('/app')
);

router.post('/logout', async (req, res, next) => {
  try {
    const logout = promisify(req.logout.bind(req));
    await logout();
    await new Promise((resolve, reject) => {
      req.session.destroy((err) => (err ? reject(err) : resolve()));
    });
    res.clearCookie('connect.sid').status(204).end();
  } catch (e) {
    next(e);
  }
});

module.exports = router;
