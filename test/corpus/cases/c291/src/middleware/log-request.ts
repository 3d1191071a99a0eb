import type { RequestHandler } from 'express';
import { logger } from '../logger';

export const logRequest =
  (what: string): RequestHandler =>
  (req, _res, next) => {
    logger.info({ what, ip: req.ip });
    next();
  };
