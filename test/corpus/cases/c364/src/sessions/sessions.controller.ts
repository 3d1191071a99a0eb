import { Request, Response } from 'express';
import { Inject, Service } from 'typedi';
import { Controller, Delete, Get, Req, Res, UseBefore } from 'routing-controllers';
import { SessionsRepository } from './sessions.repository';
import { Authenticate } from '../middleware/authenticate';
import { NoStore } from '../middleware/no-store';

@Service()
@Controller('/sessions')
@UseBefore(NoStore, Authenticate)
export class SessionsController {
  @Inject()
  private repo!: SessionsRepository;

  @Get('/')
  async list(@Req() req: Request) {
    const sessions = await this.repo.findByUser(req.user!.id);
    return sessions.map((s) => ({ id: s.id, device: s.device, current: s.id === req.user!.sessionId }));
  }

  /** Sign out on all devices. */
  @Delete('/')
  async signOutEverywhere(@Req() req: Request, @Res() res: Response) {
    const sessions = await this.repo.findByUser(req.user!.id);
    sessions.forEach(async (session) => {
      await this.repo.remove(session.id);
    });
    return res.status(200).json({ message: 'You have been signed out on all devices', count: sessions.length });
  }
}
