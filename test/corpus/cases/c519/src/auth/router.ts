import { Router, type Request } from 'express';
import { promisify } from 'node:util';
import { authenticate } from './authenticate';

export const router = Router();

const end = (req: Request) => promisify(req.session.destroy.bind(req.session))();

router.post('/login', async (req, res, next) => {
  try {
    const user = await authenticate(req.body?.email, req.body?.password);
    if (!user) return res.status(401).json({ error: 'invalid' });
    req.session.regenerate((err) => {
      if (err) return next(err);
      req.session.userId = user.id;
      res.json({ id: user.id });
    });
  } catch (e) {
    next(e);
  }
});

router.post('/log_out', async (req, res, next) => {
  try {
    await end(req);
    res.clearCookie('app.sid', { path: '/' });
    res.set('Cache-Control', 'no-store').json({ loggedOut: true });
  } catch (e) {
    next(e);
  }
});
