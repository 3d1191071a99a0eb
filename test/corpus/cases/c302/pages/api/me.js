import { findSession } from '../../lib/sessions';

export default async function handler(req, res) {
  const session = await findSession(req.cookies.sid);
  if (!session) return res.status(401).json({ error: 'signed out' });
  res.status(200).json({ name: session.name, email: session.email });
}
