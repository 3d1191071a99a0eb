import { Router } from 'express';
import argon2 from 'argon2';
import { z } from 'zod';
import { users } from './users.repo';
import { mailer } from '../mailer';
import { mailToken, readMailToken } from './mail-tokens';
import { wrap } from '../http/wrap';

export const accounts = Router();

accounts.post('/register', wrap(async (req, res) => {
  const input = z.object({ email: z.string().email(), password: z.string().min(10) }).parse(req.body);
  const user = await users.create({ email: input.email, passwordHash: await argon2.hash(input.password) });
  await mailer.send(user.email, 'confirm', { link: `/confirm/${user.id}/${mailToken('confirm-email', user.id, '')}` });
  res.status(201).json({ id: user.id });
}));

accounts.post('/confirm/:id/:token', wrap(async (req, res) => {
  let sub: string;
  try {
    sub = readMailToken('confirm-email', req.params.token, '');
  } catch {
    return res.status(400).json({ error: 'This link is no longer valid' });
  }
  if (sub !== req.params.id) return res.status(400).json({ error: 'This link is no longer valid' });
  await users.confirm(sub);
  return res.json({ confirmed: true });
}));

accounts.post('/forgot', wrap(async (req, res) => {
  const { email } = z.object({ email: z.string().email() }).parse(req.body);
  const user = await users.byEmail(email);
  if (user) {
    await mailer.send(user.email, 'reset', { link: `/reset/${user.id}/${mailToken('reset-password', user.id, user.passwordHash)}` });
  }
  res.status(202).json({ ok: true });
}));

accounts.post('/reset/:id/:token', wrap(async (req, res) => {
  const { password } = z.object({ password: z.string().min(10) }).parse(req.body);
  const user = await users.byId(req.params.id);
  if (!user) return res.status(400).json({ error: 'This link is no longer valid' });
  try {
    readMailToken('reset-password', req.params.token, user.passwordHash);
  } catch {
    return res.status(400).json({ error: 'This link is no longer valid' });
  }
  await users.setPassword(user.id, await argon2.hash(password));
  return res.json({ ok: true });
}));
