import catchAsync from '../utils/catchAsync.js';
import { verifyAccessToken } from '../services/tokenService.js';

const auth = catchAsync(async (req, res, next) => {
  const [, token] = (req.headers.authorization ?? '').split(' ');
  req.auth = await verifyAccessToken(token);
  next();
});

export default auth;
