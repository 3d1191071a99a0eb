import { Router, type NextFunction, type Request, type Response } from 'express';
import jwt from 'jsonwebtoken';
import type { PrismaClient } from '@prisma/client';
import type { SignOff } from '../application/sign-off.use-case';

interface Claims {
  sub: string;
  stamp: string;
}

export const requireAccount =
  ({ prisma, publicKey }: { prisma: PrismaClient; publicKey: string }) =>
  async (req: Request, res: Response, next: NextFunction) => {
    const [, token] = (req.headers.authorization ?? '').split(' ');
    try {
      const claims = jwt.verify(token, publicKey, { algorithms: ['RS256'] }) as Claims;
      const account = await prisma.account.findUnique({ where: { id: claims.sub } });
      if (!account || account.stamp !== claims.stamp) {
        return res.status(401).json({ error: 'unauthenticated' });
      }
      res.locals.accountId = account.id;
      return next();
    } catch {
      return res.status(401).json({ error: 'unauthenticated' });
    }
  };

export default ({ signOff, guard }: { signOff: SignOff; guard: ReturnType<typeof requireAccount> }) => {
  const router = Router();

  router.post('/auth/sign-off', guard, async (_req, res, next) => {
    try {
      await signOff({ accountId: res.locals.accountId });
      res.sendStatus(204);
    } catch (err) {
      next(err);
    }
  });

  return router;
};
