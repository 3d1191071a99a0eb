import type { FastifyPluginAsync } from 'fastify';
import jwt from 'jsonwebtoken';
import { nanoid } from 'nanoid';
import { users } from '../users';

const ACCESS_SECONDS = 3600;

const auth: FastifyPluginAsync = async (app) => {
  const sessionKey = (sid: string) => `sess:${sid}`;

  async function openSession(userId: string) {
    const sid = nanoid();
    await app.redis.setex(sessionKey(sid), ACCESS_SECONDS, userId);
    return jwt.sign({ sub: userId, sid }, app.config.ACCESS_KEY, { expiresIn: ACCESS_SECONDS });
  }

  const refreshFor = (userId: string) =>
    jwt.sign({ sub: userId, jti: nanoid(), typ: 'refresh' }, app.config.REFRESH_KEY, { expiresIn: '30d' });

  app.decorate('requireSession', async (req, reply) => {
    const raw = req.headers.authorization?.slice('Bearer '.length) ?? '';
    let claims: { sub: string; sid: string };
    try {
      claims = jwt.verify(raw, app.config.ACCESS_KEY) as typeof claims;
    } catch {
      return reply.code(401).send({ error: 'invalid token' });
    }
    const owner = await app.redis.get(sessionKey(claims.sid));
    if (owner !== claims.sub) return reply.code(401).send({ error: 'session ended' });
    req.session = claims;
  });

  app.post<{ Body: { email: string; password: string } }>('/login', async (req, reply) => {
    const user = await users.authenticate(req.body.email, req.body.password);
    if (!user) return reply.code(401).send({ error: 'invalid credentials' });
    return { access: await openSession(user.id), refresh: refreshFor(user.id) };
  });

  app.post<{ Body: { refresh: string } }>('/refresh', async (req, reply) => {
    let sub: string;
    try {
      const claims = jwt.verify(req.body.refresh, app.config.REFRESH_KEY) as jwt.JwtPayload;
      sub = claims.sub!;
    } catch {
      return reply.code(401).send({ error: 'invalid refresh token' });
    }
    return { access: await openSession(sub), refresh: refreshFor(sub) };
  });

  app.post('/logout', { preHandler: app.requireSession }, async (req, reply) => {
    await app.redis.del(sessionKey(req.session.sid));
    reply.header('Cache-Control', 'no-store');
    return reply.code(204).send();
  });
};

export default auth;
