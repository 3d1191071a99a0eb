import jwt from 'jsonwebtoken';
import { randomUUID } from 'node:crypto';
import { refreshTokens } from '../repositories/refresh-tokens.js';

export async function sliding(req, res, next) {
  try {
    req.user = jwt.verify(req.cookies.token, process.env.JWT_SECRET);
    return next();
  } catch (error) {
    if (error.name !== 'TokenExpiredError') return res.sendStatus(401);
    const row = await refreshTokens.take(req.cookies.refresh);
    if (!row) return res.sendStatus(401);
    const refresh = randomUUID();
    await refreshTokens.put(refresh, row.userId);
    res.cookie('refresh', refresh, { httpOnly: true, secure: true, sameSite: 'strict' });
    res.cookie('token', jwt.sign({ id: row.userId }, process.env.JWT_SECRET, { expiresIn: '10m' }), {
      httpOnly: true,
      secure: true,
      sameSite: 'strict',
    });
    req.user = { id: row.userId };
    return next();
  }
}
