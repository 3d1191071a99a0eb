import Router from '@koa/router';
import { login } from './auth/login.js';
import { logout, requireSession } from './auth/logout.js';

export const router = new Router();
router.post('/login', login);
router.post('/logout', requireSession, logout);
