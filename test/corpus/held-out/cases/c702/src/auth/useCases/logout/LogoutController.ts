import type { Request, Response } from 'express';
import { injectable } from 'tsyringe';
import { BaseController } from '../../../core/BaseController';
import { logger } from '../../../core/logger';
import { TypeOrmSessionRepo } from '../../infra/TypeOrmSessionRepo';

@injectable()
export class LogoutController extends BaseController {
  constructor(private sessions: TypeOrmSessionRepo) {
    super();
  }

  async executeImpl(_req: Request, res: Response): Promise<unknown> {
    const result = await this.sessions.remove(res.locals.auth.sessionId);
    if (result.isFailure) {
      logger.error({ err: result.error, user: res.locals.auth.userId }, 'logout');
    }
    return res.status(200).json({ message: 'You have been logged out' });
  }
}
