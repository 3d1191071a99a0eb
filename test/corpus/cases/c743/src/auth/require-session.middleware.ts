import { inject, injectable } from 'inversify';
import { BaseMiddleware } from 'inversify-express-utils';
import type { NextFunction, Request, Response } from 'express';
import { TYPES } from '../ioc/types';
import type { TokenReader } from './token-reader';
import { SessionGate } from './session-gate';

@injectable()
export class RequireSession extends BaseMiddleware {
  constructor(
    @inject(TYPES.TokenReader) private readonly tokens: TokenReader,
    @inject(TYPES.SessionGate) private readonly gate: SessionGate,
  ) {
    super();
  }

  async handler(req: Request, res: Response, next: NextFunction) {
    try {
      const claims = await this.tokens.read(req.get('authorization'));
      if (await this.gate.isEnded(claims.sid)) {
        res.status(401).json({ error: 'session_ended' });
        return;
      }
      res.locals.claims = claims;
    } catch {
      res.status(401).json({ error: 'unauthorized' });
      return;
    }
    next();
  }
}
