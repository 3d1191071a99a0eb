import jwt from 'jsonwebtoken';

export const confirmationToken = (userId: string): string =>
  jwt.sign({ userId, purpose: 'confirm-email' }, process.env.MAIL_SECRET as string, { expiresIn: '2d' });

export const resetToken = (user: { id: string; passwordHash: string }): string =>
  jwt.sign({ sub: user.id }, `${process.env.MAIL_SECRET}${user.passwordHash}`, { expiresIn: '15m' });
