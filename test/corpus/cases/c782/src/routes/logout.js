import { Router } from 'express';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { destroySession } from '../session.js';

export const logout = Router();

// la page demande une confirmation, rien ne change ici
logout.get('/logout', (req, res) => {
  if (!req.user) return res.redirect('/');
  req.session.csrf ??= randomBytes(16).toString('hex');
  res.set('Cache-Control', 'no-store');
  res.render('logout', { csrf: req.session.csrf, name: req.user.name });
});

logout.post('/logout', async (req, res) => {
  const sent = Buffer.from(String(req.body.csrf ?? ''));
  const kept = Buffer.from(String(req.session.csrf ?? ''));
  if (sent.length !== kept.length || !timingSafeEqual(sent, kept)) return res.status(403).render('403');
  await destroySession(req);
  res.clearCookie('idp.sid', { path: '/' });
  res.redirect(303, '/?bye');
});
