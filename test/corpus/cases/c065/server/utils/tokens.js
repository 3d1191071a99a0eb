import jwt from 'jsonwebtoken';
import { v4 as uuid } from 'uuid';
import { tokens } from '../db/tokens.js';

const DAY = 60 * 60 * 24;

export function createToken(user) {
  return jwt.sign({ id: user.id, jti: uuid() }, process.env.JWT_SECRET, { expiresIn: DAY });
}

export function createAdminToken(user) {
  return jwt.sign({ id: user.id, admin: true, jti: uuid() }, process.env.JWT_SECRET, { expiresIn: '24h' });
}

export function createKioskToken(kiosk) {
  return jwt.sign({ kiosk: kiosk.id, jti: uuid() }, process.env.JWT_SECRET, { expiresIn: '86400000' });
}

export async function authenticate(req, res, next) {
  try {
    const claims = jwt.verify(req.headers['x-access-token'], process.env.JWT_SECRET);
    if (await tokens.isRevoked(claims.jti)) return res.status(401).send('Revoked');
    req.user = claims;
    return next();
  } catch (err) {
    return next(err);
  }
}
