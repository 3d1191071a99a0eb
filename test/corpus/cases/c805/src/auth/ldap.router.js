import { Router } from 'express';
import passport from 'passport';
import LdapStrategy from 'passport-ldapauth';
import { Employee } from '../db/models.js';

passport.use(
  new LdapStrategy(
    {
      server: {
        url: process.env.LDAP_URL,
        bindDN: process.env.LDAP_BIND_DN,
        bindCredentials: process.env.LDAP_BIND_PW,
        searchBase: 'ou=people,dc=firma,dc=local',
        searchFilter: '(uid={{username}})',
      },
    },
    async (entry, done) => {
      try {
        const [employee] = await Employee.findOrCreate({
          where: { uid: entry.uid },
          defaults: { name: entry.cn, mail: entry.mail },
        });
        done(null, employee);
      } catch (err) {
        done(err);
      }
    },
  ),
);

passport.serializeUser((employee, done) => done(null, employee.uid));
passport.deserializeUser((uid, done) => {
  Employee.findOne({ where: { uid } }).then((e) => done(null, e ?? false), done);
});

export const ldapRouter = Router();

ldapRouter.post('/login', passport.authenticate('ldapauth'), (req, res) => {
  res.json({ uid: req.user.uid, name: req.user.name });
});

ldapRouter.delete('/login', (req, res) => {
  if (!req.isAuthenticated()) return res.sendStatus(204);
  req.logout();
  res.sendStatus(204);
});
