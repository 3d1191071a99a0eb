import { ExtractJwt, Strategy, VerifyCallback } from 'passport-jwt';
import { config } from './config';
import { tokenTypes } from './tokens';
import { User } from '../models/user.model';

const jwtOptions = {
  secretOrKey: config.jwt.secret,
  jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
};

const jwtVerify: VerifyCallback = async (payload, done) => {
  try {
    if (payload.type !== tokenTypes.ACCESS) throw new Error('Invalid token type');
    const user = await User.findById(payload.sub);
    done(null, user ?? false);
  } catch (error) {
    done(error, false);
  }
};

export const jwtStrategy = new Strategy(jwtOptions, jwtVerify);
