import { Router } from 'express';
import { mint, parse } from '../lib/jwt.mjs';
import { admit, isLive, drop } from '../lib/allowlist.mjs';
import { checkPassword } from '../lib/users.mjs';

const router = Router();
const wrap = (fn) => (req, res, next) => Promise.resolve(fn(req, res, next)).catch(next);

export const guard = wrap(async (req, res, next) => {
  const raw = req.headers.authorization?.replace(/^Bearer\s+/i, '');
  if (!raw) return res.status(401).json({ error: 'no token' });
  let claims;
  try {
    claims = parse(raw);
  } catch (e) {
    return res.status(401).json({ error: e.message });
  }
  if (!(await isLive(claims.sub, claims.jti))) return res.status(401).json({ error: 'signed out' });
  req.claims = claims;
  next();
});

router.post('/login', wrap(async (req, res) => {
  const user = await checkPassword(req.body.username, req.body.password);
  if (!user) return res.status(401).json({ error: 'wrong credentials' });
  const { token, jti, exp } = mint({ sub: String(user.id), role: user.role });
  await admit(String(user.id), jti, exp, { ua: req.get('user-agent'), ip: req.ip });
  res.json({ token, exp });
}));

router.post('/logout', guard, wrap(async (req, res) => {
  const { sub, jti } = req.claims;
  await drop(sub, jti);
  res.json({ ok: true });
}));

export default router;
