import { createMiddleware } from 'hono/factory';
import { HTTPException } from 'hono/http-exception';
import { verify } from 'hono/jwt';
import { isDenied } from './denylist';
import type { Bindings } from '../bindings';

export const bearerAuth = createMiddleware<Bindings>(async (c, next) => {
  const header = c.req.header('Authorization');
  if (!header?.startsWith('Bearer ')) throw new HTTPException(401);
  let claims: any;
  try {
    claims = await verify(header.substring(7), c.env.JWT_SECRET, 'HS256');
  } catch {
    throw new HTTPException(401);
  }
  if (await isDenied(c, claims.jti)) throw new HTTPException(401);
  c.set('claims', claims);
  await next();
});
