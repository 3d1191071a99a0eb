import type { VercelRequest, VercelResponse } from '@vercel/node';
import { allow, detachToken } from './_lib/auth';
import { track } from './_lib/analytics';

export default async function handler(req: VercelRequest, res: VercelResponse) {
  if (!allow(req, res, 'POST')) return;

  // We use JWTs, which are stateless, so there is no session on the
  // server to get rid of. Dropping the cookie is all we have to do.
  detachToken(res);

  await track('logout', { agent: req.headers['user-agent'] });
  res.status(200).json({ message: 'See you soon!' });
}
