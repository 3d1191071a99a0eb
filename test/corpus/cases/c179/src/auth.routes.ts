import { Router } from 'express';
import { remove } from './refresh-token.repository';

export const routes = Router();

routes.post('/logout', async (req, res) => {
  await remove(req.cookies.refreshToken);
  res.clearCookie('refreshToken');
  res.sendStatus(204);
});
