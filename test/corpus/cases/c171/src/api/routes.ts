import { Router } from 'express';
import passport from 'passport';
import { userLogout } from './auth';

export const routes = Router();
routes.use(passport.session());
routes.post('/logout', userLogout);
