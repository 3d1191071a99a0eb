import passport from 'passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { Router } from 'express';
import jwt from 'jsonwebtoken';
import User from '../models/user.js';
import { cutOff, isOver } from './cutoff.js';

passport.use(
  new Strategy(
    {
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKey: process.env.JWT_SECRET,
    },
    async (claims, done) => {
      try {
        if (isOver(claims)) return done(null, false);
        const user = await User.findById(claims.sub);
        return done(null, user ?? false);
      } catch (err) {
        return done(err);
      }
    },
  ),
);

export const authenticated = passport.authenticate('jwt', { session: false });
export const router = Router();

router.post('/login', async (req, res, next) => {
  try {
    const user = await User.authenticate(req.body.username, req.body.password);
    if (!user) return res.status(401).json({ message: 'login failed' });
    const token = jwt.sign({ sub: user.id, role: user.role }, process.env.JWT_SECRET, { expiresIn: '12h' });
    return res.json({ token });
  } catch (err) {
    return next(err);
  }
});

// all devices of the user
router.post('/logout', authenticated, async (req, res, next) => {
  try {
    await cutOff(req.user);
    res.sendStatus(204);
  } catch (err) {
    next(err);
  }
});
