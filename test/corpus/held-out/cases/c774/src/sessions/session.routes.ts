import 'express-async-errors';
import { Router } from 'express';
import { container } from 'tsyringe';
import { z } from 'zod';
import { SessionService } from './session.service';

const renewBody = z.object({ accessToken: z.string(), refreshToken: z.string().length(43) });

export const sessionRoutes = Router();

sessionRoutes.post('/sessions/renew', async (req, res) => {
  const body = renewBody.parse(req.body);
  const service = container.resolve(SessionService);
  res.json(await service.renew(body.accessToken, body.refreshToken));
});
