import httpStatus from 'http-status';
import catchAsync from '../utils/catchAsync.js';
import * as tokenService from '../services/tokenService.js';
import * as userService from '../services/userService.js';

export const register = catchAsync(async (req, res) => {
  const user = await userService.createUser(req.body);
  res.status(httpStatus.CREATED).send({ user, token: tokenService.generateAccessToken(user.id) });
});

export const login = catchAsync(async (req, res) => {
  const { email, password } = req.body;
  const user = await userService.loginWithEmailAndPassword(email, password);
  res.send({ user, token: tokenService.generateAccessToken(user.id) });
});

export const logout = catchAsync(async (req, res) => {
  tokenService.revoke(req.auth);
  res.set('Cache-Control', 'no-store');
  res.status(httpStatus.NO_CONTENT).send();
});
