import httpStatus from 'http-status';
import { Token } from '../models/token.model';
import { tokenTypes } from '../config/tokens';
import { ApiError } from '../utils/ApiError';
import { findToken, generateAuthTokens } from './token.service';
import * as userService from './user.service';

export const loginUserWithEmailAndPassword = async (email: string, password: string) => {
  const user = await userService.getUserByEmail(email);
  if (!user || !(await user.isPasswordMatch(password))) {
    throw new ApiError(httpStatus.UNAUTHORIZED, 'Incorrect email or password');
  }
  return user;
};

export const logout = async (refreshToken: string) => {
  const doc = await Token.findOne({ token: refreshToken, type: tokenTypes.REFRESH });
  if (!doc) {
    throw new ApiError(httpStatus.NOT_FOUND, 'Not found');
  }
  await doc.deleteOne();
};

export const refreshAuth = async (refreshToken: string) => {
  try {
    const doc = await findToken(refreshToken, tokenTypes.REFRESH);
    const user = await userService.getUserById(doc.user);
    if (!user) throw new Error();
    await doc.deleteOne();
    return generateAuthTokens(user);
  } catch (error) {
    throw new ApiError(httpStatus.UNAUTHORIZED, 'Please authenticate');
  }
};
