import { Hono, type MiddlewareHandler } from 'hono';
import { sign, verify } from 'hono/jwt';
import { nanoid } from 'nanoid';
import { sessions } from './sessions';
import { findUser } from './users';

type Vars = { Variables: { userId: string; sid: string } };
const secret = process.env.JWT_SECRET!;

export const signedIn: MiddlewareHandler<Vars> = async (c, next) => {
  const token = c.req.header('authorization')?.split(' ')[1];
  if (!token) return c.json({ error: 'unauthorized' }, 401);

  const claims = await verify(token, secret, 'HS256').catch(() => null);
  if (!claims) return c.json({ error: 'unauthorized' }, 401);

  const owner = await sessions.owner(claims.sid as string);
  if (owner !== claims.sub) return c.json({ error: 'unauthorized' }, 401);

  c.set('userId', owner);
  c.set('sid', claims.sid as string);
  await next();
};

export const auth = new Hono<Vars>();

auth.post('/login', async (c) => {
  const user = await findUser(await c.req.json());
  if (!user) return c.json({ error: 'unauthorized' }, 401);
  const sid = nanoid();
  await sessions.put(sid, user.id);
  const exp = Math.floor(Date.now() / 1000) + 60 * 60 * 12;
  return c.json({ token: await sign({ sub: user.id, sid, exp }, secret) });
});

auth.post('/logout', signedIn, async (c) => {
  await sessions.drop(c.get('userId'));
  return c.body(null, 204);
});
