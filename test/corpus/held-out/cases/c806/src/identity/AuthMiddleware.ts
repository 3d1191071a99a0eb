import { inject, injectable } from 'inversify';
import { BaseMiddleware } from 'inversify-express-utils';
import type { NextFunction, Request, Response } from 'express';
import type { Knex } from 'knex';
import { TYPES } from '../types';
import { JoseTokenIssuer, type AccessClaims } from './JoseTokenIssuer';

@injectable()
export class AuthMiddleware extends BaseMiddleware {
  constructor(
    @inject(TYPES.Tokens) private readonly tokens: JoseTokenIssuer,
    @inject(TYPES.Knex) private readonly knex: Knex,
  ) {
    super();
  }

  async handler(req: Request, res: Response, next: NextFunction): Promise<void> {
    const token = req.get('authorization')?.replace(/^Bearer /i, '');
    if (!token) {
      res.status(401).json({ code: 'NO_TOKEN' });
      return;
    }

    let claims: AccessClaims;
    try {
      claims = await this.tokens.read(token);
    } catch {
      res.status(401).json({ code: 'TOKEN_REJECTED' });
      return;
    }

    try {
      const session = await this.knex('sessions').where({ id: claims.sid, ended_at: null }).first();
      if (!session) {
        res.status(401).json({ code: 'SESSION_ENDED' });
        return;
      }
      res.locals.claims = claims;
      next();
    } catch (err) {
      next(err);
    }
  }
}
