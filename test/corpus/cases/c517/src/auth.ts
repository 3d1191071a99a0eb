import { Router } from 'express';
import passport from 'passport';
import LdapStrategy from 'passport-ldapauth';
import { ldap } from './config';

passport.use(new LdapStrategy({ server: ldap }));
passport.serializeUser((user: any, done) => done(null, { uid: user.uid, cn: user.cn }));
passport.deserializeUser((user: any, done) => done(null, user));

export const auth = Router();

auth.post('/login', (req, res, next) => {
  passport.authenticate('ldapauth', (err: Error | null, user: any) => {
    if (err) return next(err);
    if (!user) return res.status(401).render('login', { error: 'Benutzername oder Passwort falsch' });
    req.logIn(user, (loginErr) => (loginErr ? next(loginErr) : res.redirect('/')));
  })(req, res, next);
});

auth.post('/logout', (req, res, next) => {
  req.logout();
  req.session.destroy((err) => {
    if (err) {
      next(err);
      return;
    }
    res.clearCookie('intranet.sid');
    res.set('Cache-Control', 'no-store').redirect('/login');
  });
});
