import { promisify } from 'node:util';
import { Router, type Request, type Response } from 'express';
import passport from 'passport';
import { noStore } from '../http/no-store.js';

const logoutOf = (req: Request): (() => Promise<void>) => promisify(req.logout.bind(req) as (cb: (err?: unknown) => void) => void);

export const authRouter = Router();
authRouter.use(noStore);

authRouter.get('/microsoft', passport.authenticate('microsoft', { prompt: 'select_account' }));
authRouter.get(
  '/microsoft/callback',
  passport.authenticate('microsoft', { failureRedirect: '/?login=failed' }),
  (_req: Request, res: Response) => res.redirect('/calendar'),
);

authRouter.get('/session', (req, res) => {
  if (!req.user) return void res.status(401).json({ error: 'Unauthenticated' });
  res.json({ user: req.user });
});

authRouter.delete('/session', async (req, res) => {
  await logoutOf(req)();
  res.sendStatus(204);
});
