import { log } from './log.js';

export function signOut(req, done) {
  const who = req.user?.email;
  req.logout();
  req.session.cart = undefined;
  req.session.save((err) => {
    if (err) return done(err);
    log.info(`signed out: ${who}`);
    done();
  });
}
