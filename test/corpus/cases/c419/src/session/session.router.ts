import { Router, type Request, type Response, type NextFunction } from 'express';
import type { AccessClaims, SessionService } from './session.service';
import type { UserService } from '../users/user.service';

export function sessionRouter(sessions: SessionService, users: UserService) {
  const router = Router();

  const authed = async (req: Request, res: Response, next: NextFunction) => {
    try {
      res.locals.claims = await sessions.verify(req.get('authorization')?.slice(7) ?? '');
    } catch {
      return res.status(401).json({ error: 'unauthorized' });
    }
    next();
  };

  router.post('/', async (req, res, next) => {
    try {
      const user = await users.login(req.body.email, req.body.password);
      if (!user) return res.status(401).json({ error: 'unauthorized' });
      return res.status(201).json(await sessions.create(user.id));
    } catch (e) {
      return next(e);
    }
  });

  router.post('/renew', async (req, res, next) => {
    try {
      const pair = await sessions.renew(String(req.body.refresh));
      return pair ? res.json(pair) : res.status(401).json({ error: 'unauthorized' });
    } catch (e) {
      return next(e);
    }
  });

  router.post('/terminate', authed, async (_req, res, next) => {
    try {
      await sessions.terminate(res.locals.claims as AccessClaims);
      res.set('Cache-Control', 'no-store').status(204).end();
    } catch (e) {
      next(e);
    }
  });

  return router;
}
