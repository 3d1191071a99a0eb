import express from 'express';
import { authUser, logoutUser, updateUserProfile } from '../controllers/userController.js';
import { protect } from '../middleware/authMiddleware.js';

const router = express.Router();

router.post('/auth', authUser);
router.post('/logout', logoutUser);
router.route('/profile').put(protect, updateUserProfile);

export default router;
