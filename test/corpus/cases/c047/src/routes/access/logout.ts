import express from 'express';
import authentication from '../../auth/authentication';
import KeystoreRepo from '../../database/repository/KeystoreRepo';
import asyncHandler from '../../helpers/asyncHandler';

const router = express.Router();
router.use(authentication);

router.delete(
  '/',
  asyncHandler(async (req, res) => {
    await KeystoreRepo.remove(req.keystore._id);
    res.status(200).json({ message: 'Logout success' });
  }),
);

export default router;
