import type { NextApiRequest, NextApiResponse } from 'next';
import { createRouter } from 'next-connect';
import { end, openSession, touch } from '@/lib/sessions';
import { issue, read } from '@/lib/tokens';

const bearer = (req: NextApiRequest) => (req.headers.authorization ?? '').replace(/^Bearer\s/, '');
const router = createRouter<NextApiRequest, NextApiResponse>();

router.use((_req, res, next) => {
  res.setHeader('Cache-Control', 'no-store');
  return next();
});

router.post('/api/auth/renew', async (req, res) => {
  let claims;
  try {
    claims = read(bearer(req), { expired: true });
  } catch {
    return res.status(401).json({ error: 'invalid_token' });
  }
  const session = await openSession(claims.sid);
  if (!session || session.user_id !== claims.sub) return res.status(401).json({ error: 'session_closed' });
  await touch(session.id);
  return res.json({ token: issue({ sub: session.user_id, sid: session.id }) });
});

router.post('/api/auth/logout', async (req, res) => {
  try {
    const { sid } = read(bearer(req), { expired: true });
    await end(sid);
    return res.status(204).end();
  } catch (e) {
    return res.status(401).json({ error: 'not_signed_out' });
  }
});

export default router.handler({
  onError: (err, _req, res) => {
    console.error(err);
    res.status(500).json({ error: 'internal' });
  },
});
