import { Router } from 'express';
import { auth, logout, rateLimit } from './middleware/auth';
import { orders } from './orders';

export const routes = Router();

routes.use(rateLimit);
routes.post('/logout', auth, logout);
routes.use('/orders', auth, orders);
