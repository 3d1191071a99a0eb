import { Router } from 'express';
import { leave, register } from '../controllers/user.controller.js';
import { withSession } from '../middleware/with-session.js';

export const userRoutes = Router()
  .post('/users', register)
  .post('/logout', withSession, leave);
