import express from 'express';
import { ProtectedRequest } from 'app-request';
import UserRepo from '../database/repository/UserRepo';
import KeystoreRepo from '../database/repository/KeystoreRepo';
import { AuthFailureError } from '../core/ApiError';
import JWT from '../core/JWT';
import { validateTokenData } from './authUtils';
import asyncHandler from '../helpers/asyncHandler';

const router = express.Router();

export default router.use(
  asyncHandler(async (req: ProtectedRequest, res, next) => {
    const [, token] = (req.headers.authorization ?? '').split(' ');
    req.accessToken = token;

    const payload = await JWT.validate(req.accessToken);
    validateTokenData(payload);

    const user = await UserRepo.findById(payload.sub);
    if (!user) throw new AuthFailureError('User not registered');
    req.user = user;

    const keystore = await KeystoreRepo.findforKey(req.user, payload.prm);
    if (!keystore) throw new AuthFailureError('Invalid access token');
    req.keystore = keystore;

    return next();
  }),
);
