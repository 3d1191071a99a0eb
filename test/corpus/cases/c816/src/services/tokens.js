import jwt from 'jsonwebtoken';
import { randomUUID } from 'node:crypto';
import { redis } from './redis.js';

const THIRTY_DAYS = 60 * 60 * 24 * 30;
const slot = (userId, sid) => `rt:${userId}:${sid}`;

export async function issueTokens(user, sid = randomUUID()) {
  const refreshId = randomUUID();
  const accessToken = jwt.sign({ sub: user.id, sid, roles: user.roles }, process.env.ACCESS_SECRET, { expiresIn: '2h' });
  const refreshToken = jwt.sign({ sub: user.id, sid, rid: refreshId }, process.env.REFRESH_SECRET, { expiresIn: THIRTY_DAYS });
  await redis.set(slot(user.id, sid), refreshId, { EX: THIRTY_DAYS });
  return { accessToken, refreshToken };
}

export async function consumeRefreshToken(token) {
  const payload = jwt.verify(token, process.env.REFRESH_SECRET);
  const stored = await redis.getDel(slot(payload.sub, payload.sid));
  if (!stored || stored !== payload.rid) return null;
  return payload;
}

export const removeSession = (userId, sid) => redis.del(slot(userId, sid));
