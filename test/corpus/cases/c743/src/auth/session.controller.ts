import { controller, httpDelete, BaseHttpController } from 'inversify-express-utils';
import type { Response } from 'express';
import { inject } from 'inversify';
import { TYPES } from '../ioc/types';
import { SessionGate } from './session-gate';

const MAX_ACCESS_TTL = 15 * 60;

@controller('/session', TYPES.RequireSession)
export class SessionController extends BaseHttpController {
  constructor(@inject(TYPES.SessionGate) private readonly gate: SessionGate) {
    super();
  }

  @httpDelete('/')
  async signOut() {
    const { sid } = (this.httpContext.response as Response).locals.claims;
    await this.gate.end(sid, MAX_ACCESS_TTL);
    return this.statusCode(204);
  }
}
