import { sessions } from '../../lib/sessions';

export default async function me(req, res) {
  const user = await sessions.userOf(req.cookies.sid);
  res.status(user ? 200 : 401).json({ user });
}
