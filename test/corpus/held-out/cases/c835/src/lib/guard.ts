import type { MiddlewareHandler } from 'hono';
import { readAccess } from './token';

type Vars = { Variables: { uid: string; name: string } };

export const guard: MiddlewareHandler<Vars> = async (c, next) => {
  const token = c.req.header('authorization')?.split(' ')[1];
  if (!token) return c.json({ error: 'unauthorized' }, 401);
  try {
    const account = await readAccess(token);
    c.set('uid', account.uid);
    c.set('name', account.name);
  } catch {
    return c.json({ error: 'unauthorized' }, 401);
  }
  return next();
};
