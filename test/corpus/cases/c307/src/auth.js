import jwt from 'jsonwebtoken';
import { denylist } from './denylist.js';

export const auth = async (req, res, next) => {
  try {
    const claims = jwt.verify(req.cookies.token, process.env.JWT_SECRET);
    if (await denylist.has(claims.jti)) return res.sendStatus(401);
    req.user = claims;
    return next();
  } catch (error) {
    return res.sendStatus(401);
  }
};
