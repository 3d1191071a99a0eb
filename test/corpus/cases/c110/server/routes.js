import { Router } from 'express';
import * as auth from './auth.js';

const router = Router();

router.route('/signin').get(auth.form).post(auth.signIn);
router.route('/signout').get(auth.signOut);
router.all('/admin/signout', auth.signOut);

export default router;
