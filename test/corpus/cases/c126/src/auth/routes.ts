import { Router } from 'express';
import jwt from 'jsonwebtoken';
import { revoke, rotate } from './tokens';

export const auth = Router();

auth.use('/me', (req, res, next) => {
  try {
    req.user = jwt.verify(req.headers.authorization?.slice(7) ?? '', process.env.JWT_SECRET as string);
    next();
  } catch {
    res.sendStatus(401);
  }
});

auth.post('/refresh', async (req, res) => {
  res.json(await rotate(req.body.refreshToken));
});

auth.post('/logout', async (req, res) => {
  await revoke(req.body.refreshToken);
  res.sendStatus(204);
});
