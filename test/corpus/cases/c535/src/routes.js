import { Router } from 'express';
import { verifyToken } from './middlewares/verifyToken.js';
import { login } from './controllers/login.controller.js';
import { logout } from './controllers/logout.controller.js';
import stock from './controllers/stock.controller.js';

const router = Router();

router.post('/login', login);
router.post('/logout', verifyToken, logout);
router.use('/stock', verifyToken, stock);

export default router;
