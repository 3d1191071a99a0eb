import jwt from 'jsonwebtoken';
import httpStatus from 'http-status';
import catchAsync from '../utils/catchAsync.js';
import ApiError from '../utils/ApiError.js';
import * as userService from '../services/user.service.js';
import * as emailService from '../services/email.service.js';
import config from '../config/config.js';

const confirmToken = (user) =>
  jwt.sign({ sub: user.id, email: user.email, type: 'confirmEmail' }, config.jwt.mailSecret, { expiresIn: '1d' });

export const sendConfirmation = catchAsync(async (req, res) => {
  const user = await userService.getUserById(req.user.id);
  await emailService.sendConfirmation(user.email, confirmToken(user));
  res.status(httpStatus.NO_CONTENT).send();
});

export const confirm = catchAsync(async (req, res) => {
  const { token } = req.query;
  try {
    const { sub, email, type } = jwt.verify(token, config.jwt.mailSecret);
    if (type !== 'confirmEmail') throw new ApiError(httpStatus.BAD_REQUEST, 'Wrong link');
    await userService.markConfirmed(sub, email);
    return res.render('confirmed', { email });
  } catch (err) {
    if (err.name !== 'TokenExpiredError') throw err;
  }

  // too late: the same address gets another link
  const { sub, type } = jwt.verify(token, config.jwt.mailSecret, { ignoreExpiration: true });
  const user = type === 'confirmEmail' ? await userService.getUserById(sub) : null;
  if (user && !user.confirmedAt) {
    await emailService.sendConfirmation(user.email, confirmToken(user));
  }
  return res.status(httpStatus.GONE).render('link-expired');
});
