import 'express-async-errors';
import { Router } from 'express';
import { container } from 'tsyringe';
import { AuthController } from './auth.controller';

const auth = container.resolve(AuthController);

export const routes = Router();
routes.post('/auth/renew', auth.renew);
routes.post('/auth/logout', auth.logout);
