import { promisify } from 'node:util';
import type { Request, Response } from 'express';
import { printer } from '../devices/printer';

export const userLogout = async (req: Request, res: Response): Promise<void> => {
  await promisify(req.logout.bind(req))();
  res.status(200).send({ message: 'logged out' });
};

export const releasePrinter = async (_req: Request, res: Response): Promise<void> => {
  await printer.logout();
  res.sendStatus(204);
};
