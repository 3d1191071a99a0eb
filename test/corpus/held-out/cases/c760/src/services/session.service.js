import argon2 from 'argon2';
import { users } from '../repositories/index.js';
import { issue } from '../lib/tokens.js';

export async function open({ email, password }) {
  const user = await users.byEmail(email);
  if (!user) return null;
  const ok = await argon2.verify(user.password_hash, password);
  if (!ok) return null;
  return { token: issue(user), expiresIn: 3600 };
}

export const close = (userId) => users.touch(userId);
