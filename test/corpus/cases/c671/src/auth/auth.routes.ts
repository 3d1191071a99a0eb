import { Router } from 'express';
import passport from 'passport';
import { pino } from 'pino';
import { AuthController } from './auth.controller';

const c = new AuthController(pino({ name: 'auth' }));

export const authRoutes = Router()
  .get('/me', c.me)
  .get('/login', passport.authenticate('saml'))
  .post('/login/callback', passport.authenticate('saml', { failureRedirect: '/denied' }), c.loginDone)
  .post('/logout', c.logout);
