import jwt from 'jsonwebtoken';
import catchAsync from '../utils/catchAsync.js';
import ApiError from '../utils/ApiError.js';
import { isDenied } from './denylist.js';
import config from '../config/config.js';

export const auth = catchAsync(async (req, res, next) => {
  const token = req.get('Authorization')?.replace('Bearer ', '');
  if (!token) throw new ApiError(401, 'Please authenticate');

  let claims;
  try {
    claims = jwt.verify(token, config.jwt.access);
  } catch (err) {
    throw new ApiError(401, 'Please authenticate');
  }
  if (await isDenied(claims.jti)) throw new ApiError(401, 'Please authenticate');

  req.auth = claims;
  next();
});
