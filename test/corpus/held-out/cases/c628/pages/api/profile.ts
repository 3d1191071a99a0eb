import type { NextApiRequest, NextApiResponse } from 'next';
import { findSession, SESSION_COOKIE } from '../../server/sessions';
import { pool } from '../../server/pool';

export default async function handler(req: NextApiRequest, res: NextApiResponse) {
  const session = await findSession(req.cookies[SESSION_COOKIE]);
  if (!session) return res.status(401).json({ error: 'unauthenticated' });

  if (req.method === 'GET') {
    const { rows } = await pool.query('select id, email, full_name, birthday, address from users where id = $1', [session.userId]);
    return res.status(200).json(rows[0]);
  }

  if (req.method === 'PATCH') {
    const { fullName, address } = req.body;
    await pool.query('update users set full_name = $2, address = $3 where id = $1', [session.userId, fullName, address]);
    return res.status(204).end();
  }

  return res.status(405).end();
}
