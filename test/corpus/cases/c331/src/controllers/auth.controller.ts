import httpStatus from 'http-status';
import { catchAsync } from '../utils/catchAsync';
import * as authService from '../services/auth.service';
import { generateAuthTokens } from '../services/token.service';

export const login = catchAsync(async (req, res) => {
  const { email, password } = req.body;
  const user = await authService.loginUserWithEmailAndPassword(email, password);
  res.send({ user, tokens: await generateAuthTokens(user) });
});

export const logout = catchAsync(async (req, res) => {
  await authService.logout(req.body.refreshToken);
  res.status(httpStatus.NO_CONTENT).send();
});

export const refreshTokens = catchAsync(async (req, res) => {
  res.send({ ...(await authService.refreshAuth(req.body.refreshToken)) });
});
