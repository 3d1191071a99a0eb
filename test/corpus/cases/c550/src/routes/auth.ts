import { Router } from 'express';
import rateLimit from 'express-rate-limit';
import { z } from 'zod';
import { verifyUser } from '../services/users';
import { SESSION_NAME } from '../session';

const router = Router();
const limiter = rateLimit({ windowMs: 15 * 60_000, limit: 20 });
const form = z.object({ username: z.string().trim().toLowerCase(), password: z.string() });

router.get('/login', (req, res) => {
  if (req.session.userId) return res.redirect('/');
  res.render('login', { csrf: res.locals.csrf, error: null });
});

router.post('/login', limiter, async (req, res, next) => {
  try {
    const parsed = form.safeParse(req.body);
    const user = parsed.success ? await verifyUser(parsed.data.username, parsed.data.password) : null;
    if (!user) return res.status(401).render('login', { csrf: res.locals.csrf, error: 'Unknown user or wrong password' });

    req.session.regenerate((err) => {
      if (err) return next(err);
      req.session.userId = user.id;
      req.session.save((err2) => (err2 ? next(err2) : res.redirect('/')));
    });
  } catch (err) {
    next(err);
  }
});

router.get('/logout', (req, res, next) => {
  req.session.destroy((err) => {
    if (err) return next(err);
    res.clearCookie(SESSION_NAME, { path: '/' });
    res.set('Cache-Control', 'no-store');
    res.redirect('/login');
  });
});

export default router;
