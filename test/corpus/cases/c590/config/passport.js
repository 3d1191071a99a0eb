const { Strategy: JwtStrategy, ExtractJwt } = require('passport-jwt');
const Account = require('../models/Account');

const opts = {
  jwtFromRequest: ExtractJwt.fromAuthHeaderWithScheme('JWT'),
  secretOrKey: process.env.SECRET_OR_KEY,
};

module.exports = (passport) => {
  passport.use(
    new JwtStrategy(opts, (payload, done) => {
      Account.findById(payload.id)
        .then((account) => {
          if (!account || !account.accepts(payload)) return done(null, false);
          return done(null, account);
        })
        .catch((err) => done(err, false));
    }),
  );
};
