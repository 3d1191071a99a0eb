import { container } from 'tsyringe';
import type { RequestHandler } from 'express';
import { LogoutUseCase } from '../application/logout.use-case';
import { SESSION_COOKIE, sessionCookieOptions } from './cookies';

export const endSession: RequestHandler = async (req, res, next) => {
  try {
    const result = await container.resolve(LogoutUseCase).execute({
      sessionId: req.auth!.sessionId,
      userId: req.auth!.userId,
    });
    res.set('Cache-Control', 'no-store');
    res.clearCookie(SESSION_COOKIE, sessionCookieOptions);
    if (!result.ok) return res.status(404).json({ error: result.error });
    return res.status(204).end();
  } catch (e) {
    return next(e);
  }
};
