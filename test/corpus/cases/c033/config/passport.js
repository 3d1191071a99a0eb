import passport from 'passport';
import { ExtractJwt, Strategy as JwtStrategy } from 'passport-jwt';
import Session from '../models/Session.js';

const opts = {
  jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
  secretOrKey: process.env.SECRET_OR_KEY,
};

export default function configurePassport() {
  passport.use(
    new JwtStrategy(opts, async (claims, done) => {
      try {
        const session = await Session.findOne({ _id: claims.sid, revokedAt: null }).populate('user');
        return session ? done(null, session.user) : done(null, false);
      } catch (err) {
        return done(err, false);
      }
    }),
  );
}
