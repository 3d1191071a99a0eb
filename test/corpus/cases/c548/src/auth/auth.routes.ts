import { Router } from 'express';
import { container } from 'tsyringe';
import { AuthController } from './auth.controller';

const controller = container.resolve(AuthController);

export const authRoutes = Router()
  .post('/sign-in', controller.signIn)
  .get('/profile', controller.profile)
  .post('/sign-out', controller.signOut);
