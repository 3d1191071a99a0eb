import jwt from 'jsonwebtoken';
import { Account } from './account.js';

export async function guard(req, res, next) {
  const { sub, jti } = jwt.verify(req.get('authorization').slice(7), process.env.JWT_SECRET);
  const account = await Account.findById(sub);
  if (!account || account.revokedTokens.includes(jti)) return res.sendStatus(401);
  Object.assign(req, { account, jti });
  return next();
}
