import type { Request, Response, NextFunction } from 'express';
import { createHash } from 'node:crypto';
import { StatusCodes } from 'http-status-codes';
import { prisma } from '@/prisma';
import { AppError } from '@/errors/AppError';
import { verifyRefreshToken, issueTokens } from '@/lib/tokens';
import { refreshCookie } from '@/constants/cookies';
import { fingerprint } from '@/lib/fingerprint';

export async function refreshSession(req: Request, res: Response, next: NextFunction) {
  try {
    const raw: unknown = req.cookies[refreshCookie.name];
    if (typeof raw !== 'string') throw new AppError('Missing refresh token', StatusCodes.UNAUTHORIZED);

    const claims = verifyRefreshToken(raw);
    const tokenHash = createHash('sha256').update(raw).digest('hex');

    const stored = await prisma.refreshToken.findFirst({
      where: { tokenHash, userId: claims.sub, revoked: false },
      include: { user: { select: { id: true, blocked: true } } },
    });
    if (!stored || stored.user.blocked) throw new AppError('Invalid refresh token', StatusCodes.UNAUTHORIZED);
    if (stored.fingerprint !== fingerprint(req)) {
      await prisma.refreshToken.updateMany({ where: { userId: claims.sub }, data: { revoked: true } });
      throw new AppError('Invalid refresh token', StatusCodes.UNAUTHORIZED);
    }

    const tokens = await prisma.$transaction(async (tx) => {
      await tx.refreshToken.update({ where: { id: stored.id }, data: { revoked: true } });
      return issueTokens(tx, stored.userId, fingerprint(req));
    });

    res.cookie(refreshCookie.name, tokens.refresh, refreshCookie.options);
    res.set('Cache-Control', 'no-store');
    res.json({ accessToken: tokens.access });
  } catch (e) {
    next(e);
  }
}
