import type { NextApiRequest } from 'next';
import { openSession } from './sessions';
import { read } from './tokens';

export async function apiUser(req: NextApiRequest) {
  const token = req.headers.authorization?.split(' ')[1];
  if (!token) return null;
  try {
    const { sid } = read(token);
    const session = await openSession(sid);
    return session ? { id: session.user_id } : null;
  } catch {
    return null;
  }
}
