import jwt from 'jsonwebtoken';
import { redis } from '../redis.js';

export const authenticate = async (req, res, next) => {
  try {
    const claims = jwt.verify(req.headers.authorization.split(' ')[1], process.env.JWT_SECRET);
    if (await redis.exists(`deny:${claims.jti}`)) return res.sendStatus(401);
    req.claims = claims;
    return next();
  } catch {
    return res.sendStatus(401);
  }
};
