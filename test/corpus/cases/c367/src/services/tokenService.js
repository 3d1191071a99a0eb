import jwt from 'jsonwebtoken';
import { v4 as uuid } from 'uuid';
import httpStatus from 'http-status';
import config from '../config/config.js';
import RevokedToken from '../models/revokedToken.model.js';
import ApiError from '../utils/ApiError.js';

export const generateAccessToken = (userId) =>
  jwt.sign({ sub: userId, jti: uuid() }, config.jwt.secret, { expiresIn: `${config.jwt.accessMinutes ?? 15}m` });

export const verifyAccessToken = async (token) => {
  let payload;
  try {
    payload = jwt.verify(token, config.jwt.secret);
  } catch {
    throw new ApiError(httpStatus.UNAUTHORIZED, 'Please authenticate');
  }
  if (await RevokedToken.exists({ jti: payload.jti })) {
    throw new ApiError(httpStatus.UNAUTHORIZED, 'Please authenticate');
  }
  return payload;
};

export const revoke = async ({ jti, exp }) => {
  await RevokedToken.create({ jti, expires: new Date(exp * 1000) });
};
