import { Router } from 'express';
import { db } from '../db';
import { requireSession } from '../http/require-session';

const router = Router();

router.get('/me', requireSession, async (req, res) => {
  const me = await db('employees')
    .select('id', 'name', 'email', 'iban', 'holidays_left')
    .where({ id: res.locals.session.employee_id })
    .first();
  res.json(me);
});

router.post('/logout', requireSession, async (req, res) => {
  await db('sessions').where({ id: res.locals.session.id }).delete();
  res.clearCookie('hr_sid', { path: '/', sameSite: 'strict', secure: true, httpOnly: true });
  res.sendStatus(204);
});

export default router;
