import jwt from 'jsonwebtoken';
import type { UserDoc } from '../models/user';

const { LINK_SECRET = '', PUBLIC_URL = 'http://localhost:3000' } = process.env;

const url = (path: string, token: string) => `${PUBLIC_URL}${path}?token=${encodeURIComponent(token)}`;

export const confirmEmailLink = (user: UserDoc) =>
  url('/confirm-email', jwt.sign({ email: user.email, purpose: 'confirm' }, LINK_SECRET, { expiresIn: '3d' }));

export const resetPasswordLink = (user: UserDoc) =>
  url('/reset-password', jwt.sign({ uid: user.id, purpose: 'reset' }, LINK_SECRET + user.passwordHash, { expiresIn: '30m' }));

export const unsubscribeLink = (user: UserDoc, list: string) =>
  url('/unsubscribe', jwt.sign({ uid: user.id, list, purpose: 'unsubscribe' }, LINK_SECRET, { expiresIn: '90d' }));
