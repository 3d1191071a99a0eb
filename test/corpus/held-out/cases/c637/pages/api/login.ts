import type { NextApiRequest, NextApiResponse } from 'next';
import { SignJWT } from 'jose';
import { compare } from 'bcryptjs';
import { v4 } from 'uuid';
import clientPromise from '../../lib/mongodb';

export default async function handler(req: NextApiRequest, res: NextApiResponse) {
  if (req.method !== 'POST') return res.status(405).end();
  const { username, password } = req.body;
  const users = (await clientPromise).db().collection('users');
  const user = await users.findOne({ username });
  if (!user || !(await compare(password, user.password))) {
    return res.status(401).json({ message: 'Invalid username or password' });
  }
  const token = await new SignJWT({ username })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(user._id.toString())
    .setJti(v4())
    .setExpirationTime('6h')
    .sign(new TextEncoder().encode(process.env.JWT_SECRET));
  res.json({ token, user: { username, avatar: user.avatar } });
}
