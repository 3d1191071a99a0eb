import { Router } from 'express';
import { promisify } from 'node:util';
import { authenticate } from '../users.js';

export const auth = Router();

auth.post('/login', async (req, res) => {
  const user = await authenticate(req.body.usuario, req.body.clave);
  if (!user) return res.status(401).json({ mensaje: 'Usuario o clave incorrectos' });
  await promisify(req.session.regenerate).call(req.session);
  req.session.user = { id: user.id, rol: user.rol };
  res.json(req.session.user);
});

auth.post('/logout', async (req, res) => {
  await promisify(req.session.destroy).call(req.session);
  res.clearCookie('connect.sid');
  res.status(204).end();
});
