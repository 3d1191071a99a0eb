import { Router } from 'express';
import { randomUUID } from 'node:crypto';
import { sessions } from '../stores.js';
import { token, untoken, webhookSigner, urlSigner } from '../lib/signing.js';
import { checkLogin } from '../users.js';
import { deliver } from '../webhooks.js';

const router = Router();
const cookie = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' };

router.post('/session', async (req, res) => {
  const user = await checkLogin(req.body.user, req.body.password);
  if (!user) return res.sendStatus(401);
  const id = randomUUID();
  await sessions.set(id, { user: user.id, since: Date.now() }, 8 * 3600 * 1000);
  res.cookie('s', token(id), cookie);

  const event = { type: 'session.opened', user: user.id };
  await deliver(event, webhookSigner.sign(event));
  res.status(201).json({ user: user.id });
});

router.delete('/session', async (req, res) => {
  const id = untoken(req.cookies.s ?? '');
  if (id) await sessions.delete(id);
  res.clearCookie('s', cookie);
  res.sendStatus(204);
});

router.get('/exports/:name/link', async (req, res) => {
  const path = `/downloads/${encodeURIComponent(req.params.name)}`;
  res.json({ url: `${path}?sig=${urlSigner.sign(path)}` });
});

export default router;
