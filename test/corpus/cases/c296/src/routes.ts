import { Router } from 'express';
import { endCurrentSession } from '@acme/identity-server';

export const routes = Router();

routes.post('/logout', async (req, res) => {
  await endCurrentSession(req);
  res.sendStatus(204);
});
