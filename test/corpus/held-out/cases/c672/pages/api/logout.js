import { endSession, withSession } from '../../lib/session';

export default withSession(async (req, res) => {
  if (req.method !== 'POST') {
    res.setHeader('Allow', 'POST');
    return res.status(405).end();
  }
  await endSession(req.session);
  res.json({ ok: true });
});
