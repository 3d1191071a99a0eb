import { endSession } from '../../lib/sessions';

export default async function handler(req, res) {
  if (req.method !== 'POST') return res.status(405).end();
  await endSession(req.cookies.sid);
  res.status(200).json({ ok: true });
}
