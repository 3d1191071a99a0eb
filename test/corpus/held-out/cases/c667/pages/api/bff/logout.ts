import type { NextApiRequest, NextApiResponse } from 'next';
import { clearTokens, readTokens } from '../../../server/tokenCookies';
import { revoke } from '../../../server/identity';

export default async function logout(req: NextApiRequest, res: NextApiResponse) {
  if (req.method !== 'POST') return res.status(405).setHeader('Allow', 'POST').end();
  if (req.headers['x-requested-with'] !== 'bff') return res.status(403).end();

  const tokens = readTokens(req);
  res.setHeader('Cache-Control', 'no-store');

  if (tokens) {
    try {
      await revoke(tokens.refresh, 'refresh_token');
      await revoke(tokens.access, 'access_token');
    } catch (e) {
      console.error('revocation', e);
      return res.status(502).json({ error: 'identity_provider' });
    }
  }
  clearTokens(res);
  return res.status(204).end();
}
