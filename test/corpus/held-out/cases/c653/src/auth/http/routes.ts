import { Router } from 'express';
import { container } from 'tsyringe';
import { authenticate } from '../../shared/http/authenticate';
import { validate } from '../../shared/http/validate';
import { loginSchema } from './schemas';
import { AuthController } from './AuthController';

const controller = container.resolve(AuthController);

export const authRouter = Router()
  .post('/login', validate(loginSchema), controller.login)
  .post('/logout', authenticate, controller.logout);
