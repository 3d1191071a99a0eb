import { Router } from 'express';
import { sessionRequired } from './middleware/session-required';
import { UserController } from './controllers/UserController';

const users = new UserController();
export const routes = Router();

routes.use(sessionRequired);
routes.get('/users/me', users.whoami);
routes.get('/users/me/settings', users.settings);
