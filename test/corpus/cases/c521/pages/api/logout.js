import { getIronSession } from 'iron-session';
import { query } from '../../lib/mysql';
import { sessionOptions } from '../../lib/session';

export default async function logoutHandler(req, res) {
  res.setHeader('Cache-Control', 'no-store');

  switch (req.method) {
    case 'POST': {
      const session = await getIronSession(req, res, sessionOptions);
      if (session.id) {
        await query('DELETE FROM sessions WHERE id = ?', [session.id]);
      }
      session.destroy();
      return res.status(200).json({ ok: true });
    }
    case 'GET':
    default:
      res.setHeader('Allow', ['POST']);
      return res.status(405).end(`Method ${req.method} Not Allowed`);
  }
}
