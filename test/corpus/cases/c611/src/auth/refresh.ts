import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { jwtVerify, SignJWT } from 'jose';

type Env = { Bindings: { KEY: string } };

const GRACE = 60 * 60 * 24 * 30;
const enc = new TextEncoder();

const refresh = new Hono<Env>();

refresh.post('/auth/refresh', async (c) => {
  const bearer = c.req.header('Authorization') ?? '';
  const token = bearer.startsWith('Bearer ') ? bearer.substring(7) : '';
  if (!token) throw new HTTPException(401, { message: 'token missing' });

  const key = enc.encode(c.env.KEY);
  const { payload } = await jwtVerify(token, key, {
    algorithms: ['HS256'],
    clockTolerance: GRACE,
  }).catch(() => {
    throw new HTTPException(401, { message: 'token not valid' });
  });

  const fresh = await new SignJWT({ org: payload.org, plan: payload.plan })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(payload.sub!)
    .setJti(crypto.randomUUID())
    .setIssuedAt()
    .setExpirationTime('15m')
    .sign(key);

  return c.json({ token: fresh, expiresIn: 900 });
});

export default refresh;
