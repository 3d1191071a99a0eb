import type { NextApiHandler, NextApiRequest, NextApiResponse } from 'next';
import { serialize } from 'cookie';
import { SignJWT } from 'jose';
import { prisma } from '../../../lib/prisma';
import { comparePassword } from '../../../lib/password';
import { authCookie, COOKIE } from '../../../lib/cookie';

const secret = new TextEncoder().encode(process.env.JWT_SECRET);

async function login(req: NextApiRequest, res: NextApiResponse) {
  const { email, password } = req.body ?? {};
  if (typeof email !== 'string' || typeof password !== 'string') {
    return res.status(400).json({ message: 'email and password are required' });
  }

  const user = await prisma.user.findUnique({ where: { email: email.trim().toLowerCase() } });
  if (!user || !(await comparePassword(password, user.password))) {
    return res.status(401).json({ message: 'Wrong e-mail or password' });
  }

  const jwt = await new SignJWT({ sub: user.id, email: user.email })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuedAt()
    .setExpirationTime('2h')
    .sign(secret);

  res.setHeader('Set-Cookie', serialize(COOKIE, jwt, authCookie(2 * 60 * 60)));
  res.status(200).json({ id: user.id, name: user.name });
}

async function logout(_req: NextApiRequest, res: NextApiResponse) {
  res.setHeader('Set-Cookie', serialize(COOKIE, '', authCookie(0)));
  res.status(200).json({ ok: true });
}

const actions: Record<string, NextApiHandler> = { login, logout };

const handler: NextApiHandler = async (req, res) => {
  if (req.method !== 'POST') {
    res.setHeader('Allow', 'POST');
    return res.status(405).end();
  }
  const action = actions[String(req.query.action)];
  return action ? action(req, res) : res.status(404).end();
};

export default handler;
