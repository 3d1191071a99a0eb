import { Router } from 'express';
import { db } from './db';

export const router = Router();

router.post('/logout', async (req, res) => {
  await db.session.delete({ where: { id: req.cookies.sid } });
  res.sendStatus(204);
});
