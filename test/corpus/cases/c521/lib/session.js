import { getIronSession } from 'iron-session';
import { query } from './mysql';

export const sessionOptions = {
  password: process.env.COOKIE_PASSWORD,
  cookieName: 'portal',
  cookieOptions: { secure: process.env.NODE_ENV === 'production' },
};

export async function userFromRequest(req, res) {
  const { id } = await getIronSession(req, res, sessionOptions);
  if (!id) return null;
  const rows = await query(
    'SELECT u.id, u.name FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.id = ? AND s.expires > NOW()',
    [id],
  );
  return rows[0] ?? null;
}
