import { Router, type RequestHandler } from 'express';
import jwt from 'jsonwebtoken';
import { body, validationResult } from 'express-validator';
import type { Allowlist } from './allowlist';
import type { UserStore } from '../users/store';

const secret = process.env.JWT_SECRET!;

export function authRouter(allowlist: Allowlist, users: UserStore) {
  const router = Router();

  const guard: RequestHandler = async (req, res, next) => {
    try {
      const token = req.headers.authorization?.replace(/^Bearer\s+/i, '');
      if (!token) return void res.sendStatus(401);
      const claims = jwt.verify(token, secret);
      if (!(await allowlist.admits(token))) return void res.sendStatus(401);
      res.locals.claims = claims;
      res.locals.token = token;
      next();
    } catch (err) {
      res.sendStatus(401);
    }
  };

  router.post(
    '/login',
    body('email').isEmail(),
    body('password').isLength({ min: 8 }),
    async (req, res, next) => {
      const errors = validationResult(req);
      if (!errors.isEmpty()) return res.status(422).json({ errors: errors.array() });
      try {
        const user = await users.authenticate(req.body.email, req.body.password);
        if (!user) return res.status(401).json({ error: 'Wrong e-mail or password' });
        const token = jwt.sign({ sub: user.id, role: user.role, iat: Math.floor(Date.now() / 1000) }, secret, { expiresIn: '7d' });
        await allowlist.admit(token, user.id);
        return res.json({ token });
      } catch (err) {
        return next(err);
      }
    },
  );

  router.post('/logout', guard, async (_req, res, next) => {
    try {
      await allowlist.expel(res.locals.token);
      res.sendStatus(204);
    } catch (err) {
      next(err);
    }
  });

  return { router, guard };
}
