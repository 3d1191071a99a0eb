import { Injectable } from '@nestjs/common';
import { Request } from 'express';
import { promisify } from 'util';

@Injectable()
export class SessionTerminator {
  async terminate(req: Request): Promise<void> {
    req.logout();
    const destroy = promisify(req.session.destroy.bind(req.session)) as () => Promise<void>;
    await destroy();
  }
}
