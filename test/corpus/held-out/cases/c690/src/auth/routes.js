import { Router } from 'express';
import { randomBytes } from 'node:crypto';
import { NAMES, setLocale, setSession, unsetSession } from './cookies.js';
import { Session, User } from '../models/index.js';

const TTL = 1000 * 60 * 60 * 8;
const router = Router();

router.post('/sign-in', async (req, res) => {
  const user = await User.findOne({ where: { email: req.body.email } });
  if (!(await user?.passwordMatches(req.body.password))) {
    return res.status(401).json({ code: 'E_LOGIN' });
  }
  const id = randomBytes(32).toString('hex');
  await Session.create({ id, userId: user.id, expiresAt: new Date(Date.now() + TTL) });
  setSession(res, id, TTL);
  setLocale(res, user.lang);
  res.json({ user: user.toPublic() });
});

router.post('/sign-out', async (req, res) => {
  await Session.destroy({ where: { id: req.cookies[NAMES.session] ?? '' } });
  unsetSession(res);
  res.status(204).end();
});

export default router;
