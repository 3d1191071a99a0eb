import { Router } from 'express';
import { register, login, logout, forgotPassword } from '../controllers/auth.js';
import { validate } from '../middleware/validate.js';
import { requireUser } from '../middleware/requireUser.js';

const router = Router();

router.post('/register', validate('register'), register);
router.post('/login', validate('login'), login);
router.post('/logout', requireUser, logout);
router.post('/forgot', validate('forgot'), forgotPassword);

export default router;
