import { Router } from 'express';
import { authController } from '../../container';
import { requireAuth } from '../../core/require-auth';
import { limit } from '../../core/limiter';

export const authRoutes = Router();

authRoutes.post('/login', limit(10, '15m'), authController.login);
authRoutes.post('/logout', requireAuth, authController.logout);
authRoutes.post('/password', requireAuth, authController.changePassword);
