import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { knex } from './knex';
import { accessToken, takeRefresh } from './tokens';

export async function refresh(req: Request, res: Response): Promise<void> {
  const userId = await takeRefresh(req.body.refreshToken);
  if (userId === undefined) {
    res.sendStatus(401);
    return;
  }
  const token = randomUUID();
  await knex('refresh').insert({ token, user_id: userId });
  res.json({ accessToken: accessToken(userId), refreshToken: token });
}
