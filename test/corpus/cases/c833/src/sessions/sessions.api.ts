import { route, POST, DELETE, before } from 'awilix-express';
import type { Request, Response } from 'express';
import type { EndSession } from './end-session';
import type { StartSession } from './start-session';
import { withSession } from '../http/with-session';

@route('/sessions')
export default class SessionsApi {
  private readonly startSession: StartSession;
  private readonly endSession: EndSession;

  constructor({ startSession, endSession }: { startSession: StartSession; endSession: EndSession }) {
    this.startSession = startSession;
    this.endSession = endSession;
  }

  @POST()
  async create(req: Request, res: Response) {
    const id = await this.startSession.execute(req.body);
    res.status(201).json({ id });
  }

  @route('/current')
  @DELETE()
  @before([withSession])
  async remove(_req: Request, res: Response) {
    await this.endSession.execute({ userId: res.locals.session.userId });
    res.status(204).end();
  }
}
