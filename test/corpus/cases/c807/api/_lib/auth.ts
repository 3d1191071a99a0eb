import type { VercelRequest, VercelResponse } from '@vercel/node';
import { serialize } from 'cookie';

const NAME = 'pantry_token';

const options = {
  httpOnly: true,
  secure: process.env.VERCEL_ENV !== 'development',
  sameSite: 'strict' as const,
  path: '/',
};

export function attachToken(res: VercelResponse, token: string, maxAge: number) {
  res.setHeader('Set-Cookie', serialize(NAME, token, { ...options, maxAge }));
}

export function detachToken(res: VercelResponse) {
  res.setHeader('Set-Cookie', serialize(NAME, '', { ...options, maxAge: 0 }));
}

export function allow(req: VercelRequest, res: VercelResponse, ...methods: string[]) {
  if (methods.includes(req.method ?? '')) return true;
  res.setHeader('Allow', methods.join(', '));
  res.status(405).json({ error: 'method_not_allowed' });
  return false;
}
