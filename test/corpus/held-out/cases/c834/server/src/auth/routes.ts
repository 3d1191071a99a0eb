import { Router, type NextFunction, type Request, type Response } from 'express';
import type { AuthService } from './authService';

export function authRoutes(service: AuthService) {
  const r = Router();

  const guard = async (req: Request, res: Response, next: NextFunction) => {
    try {
      const user = await service.authenticate((req.headers.authorization ?? '').replace(/^Bearer /, ''));
      if (!user) return void res.sendStatus(401);
      res.locals.user = user;
      next();
    } catch (e) {
      next(e);
    }
  };

  r.use((_req, res, next) => {
    res.setHeader('Cache-Control', 'no-store');
    next();
  });

  r.post('/login', async (req, res, next) => {
    try {
      const token = await service.login(req.body.email, req.body.password);
      if (!token) return void res.sendStatus(401);
      res.json({ token });
    } catch (e) {
      next(e);
    }
  });

  r.post('/logout', guard, async (_req, res, next) => {
    try {
      await service.logout(res.locals.user);
      res.sendStatus(204);
    } catch (e) {
      next(e);
    }
  });

  return r;
}
