import { Router } from 'express';
import { asyncRoute } from '../lib/async-route';
import { AppDataSource } from '../data-source';
import { RefreshToken } from '../entities/refresh-token';
import { Session } from '../entities/session';

export const logoutRouter = Router();

logoutRouter.post(
  '/logout',
  asyncRoute(async (req, res) => {
    await AppDataSource.transaction(async (manager) => {
      await manager.getRepository(Session).delete({ id: req.sid });
      await manager.createQueryBuilder().delete().from(RefreshToken).where('sid = :sid', { sid: req.sid }).execute();
    });
    res.sendStatus(204);
  }),
);
