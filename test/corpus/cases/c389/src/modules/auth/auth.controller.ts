import type { Request, Response } from 'express';
import { autoInjectable } from 'tsyringe';
import { z } from 'zod';
import { LogoutUseCase } from './logout.usecase';
import { SESSION_COOKIE, sessionCookieOptions } from './cookie';

const body = z.object({ everywhere: z.boolean().default(false) });

@autoInjectable()
export class AuthController {
  constructor(private readonly logoutUseCase?: LogoutUseCase) {}

  logout = async (req: Request, res: Response): Promise<void> => {
    const { everywhere } = body.parse(req.body ?? {});
    await this.logoutUseCase!.execute({ sessionId: req.session.id, userId: req.session.userId, everywhere });
    res.clearCookie(SESSION_COOKIE, sessionCookieOptions);
    res.setHeader('Cache-Control', 'no-store');
    res.status(204).end();
  };
}
