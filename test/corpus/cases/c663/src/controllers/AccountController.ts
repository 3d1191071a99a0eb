import { before, GET, POST, route } from 'awilix-express';
import type { Request, Response } from 'express';
import type { Logger } from 'winston';
import type { DealerService } from '../services/DealerService.js';
import { ensureSignedIn } from '../middleware/ensureSignedIn.js';

@route('/account')
export default class AccountController {
  private readonly dealers: DealerService;
  private readonly logger: Logger;

  constructor({ dealerService, logger }: { dealerService: DealerService; logger: Logger }) {
    this.dealers = dealerService;
    this.logger = logger;
  }

  @GET()
  @before([ensureSignedIn])
  async show(req: Request, res: Response) {
    res.json(await this.dealers.get(req.user!.dealerId));
  }

  @route('/sign-out')
  @POST()
  @before([ensureSignedIn])
  async signOut(req: Request, res: Response) {
    const { dealerId } = req.user!;
    req.logout();
    this.logger.info('dealer signed out', { dealerId });
    res.redirect(303, '/');
  }
}
