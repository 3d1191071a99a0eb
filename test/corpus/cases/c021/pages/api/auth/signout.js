import { serialize } from 'cookie';

export default async function handler(req, res) {
  if (req.method !== 'POST') {
    res.setHeader('Allow', 'POST');
    return res.status(405).end();
  }
  res.setHeader('Set-Cookie', serialize('auth_token', '', { maxAge: -1, path: '/' }));
  return res.status(200).json({ success: true });
}
