import express from 'express';
import JWT from '../core/JWT';
import { AuthFailureError } from '../core/ApiError';
import KeystoreRepo from '../database/repository/KeystoreRepo';
import UserRepo from '../database/repository/UserRepo';
import asyncHandler from '../helpers/asyncHandler';

const router = express.Router();

export default router.use(
  asyncHandler(async (req, res, next) => {
    req.accessToken = String(req.headers.authorization).split(' ')[1];
    const payload = await JWT.validate(req.accessToken);
    const user = await UserRepo.findById(payload.sub);
    if (!user) throw new AuthFailureError('User not registered');
    req.user = user;
    const keystore = await KeystoreRepo.findforKey(req.user, payload.prm);
    if (!keystore) throw new AuthFailureError('Invalid access token');
    req.keystore = keystore;
    return next();
  }),
);
