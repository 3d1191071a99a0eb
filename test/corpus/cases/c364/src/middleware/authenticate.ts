import { NextFunction, Request, Response } from 'express';
import { ExpressMiddlewareInterface } from 'routing-controllers';
import { Service } from 'typedi';
import { SessionsRepository } from '../sessions/sessions.repository';

@Service()
export class Authenticate implements ExpressMiddlewareInterface {
  constructor(private readonly repo: SessionsRepository) {}

  async use(req: Request, res: Response, next: NextFunction) {
    const id = req.header('x-session-id');
    const session = id ? await this.repo.findById(id) : null;
    if (!session) {
      res.status(401).json({ message: 'Unauthorized' });
      return;
    }
    req.user = { id: session.user.id, sessionId: session.id };
    next();
  }
}
