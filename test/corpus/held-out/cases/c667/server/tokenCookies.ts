import type { NextApiRequest, NextApiResponse } from 'next';
import { serialize, type CookieSerializeOptions } from 'cookie';

const base: CookieSerializeOptions = { path: '/api', httpOnly: true, secure: true, sameSite: 'strict' };

export interface Tokens {
  access: string;
  refresh: string;
}

export function readTokens(req: NextApiRequest): Tokens | null {
  const { at, rt } = req.cookies;
  return at && rt ? { access: at, refresh: rt } : null;
}

export function writeTokens(res: NextApiResponse, t: Tokens) {
  res.setHeader('Set-Cookie', [serialize('at', t.access, base), serialize('rt', t.refresh, base)]);
}

export function clearTokens(res: NextApiResponse) {
  res.setHeader('Set-Cookie', ['at', 'rt'].map((n) => serialize(n, '', { ...base, expires: new Date(0) })));
}
