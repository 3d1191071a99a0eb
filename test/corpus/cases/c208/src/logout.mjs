import { queue } from './queue.mjs';
import { sessions } from './sessions.mjs';

export async function logout(req, res) {
  const sid = req.cookies.sid;
  try {
    await sessions.delete(sid);
    res.status(204).end();
  } catch (error) {
    req.log.error(error);
    await queue.add('revoke-session', { sid });
    res.status(202).json({ signedOut: false, message: 'We will finish this shortly' });
  }
}
