import fp from 'fastify-plugin';
import fastifyJwt from '@fastify/jwt';
import type { FastifyReply, FastifyRequest } from 'fastify';

type Kind = 'access' | 'refresh';
interface Claims { sub: string; ver: number; kind: Kind }

export default fp(async (app) => {
  await app.register(fastifyJwt, { secret: app.env.JWT_SECRET });

  const current = async (claims: Claims, kind: Kind) => {
    if (claims.kind !== kind) return null;
    const user = await app.prisma.user.findUnique({ where: { id: claims.sub } });
    return user && user.tokenVersion === claims.ver ? user : null;
  };

  const sign = (user: { id: string; tokenVersion: number }, kind: Kind, expiresIn: string) =>
    app.jwt.sign({ sub: user.id, ver: user.tokenVersion, kind }, { expiresIn });

  app.decorate('tokensFor', (user: { id: string; tokenVersion: number }) => ({
    accessToken: sign(user, 'access', '20m'),
    refreshToken: sign(user, 'refresh', '14d'),
  }));

  app.decorate('auth', async (req: FastifyRequest, reply: FastifyReply) => {
    const user = await current(await req.jwtVerify<Claims>(), 'access');
    if (!user) return reply.code(401).send({ error: 'unauthorized' });
    req.currentUser = user;
  });

  app.post<{ Body: { refreshToken: string } }>('/refresh', async (req, reply) => {
    let claims: Claims;
    try {
      claims = app.jwt.verify<Claims>(req.body.refreshToken);
    } catch {
      return reply.code(401).send({ error: 'unauthorized' });
    }
    const user = await current(claims, 'refresh');
    if (!user) return reply.code(401).send({ error: 'unauthorized' });
    return app.tokensFor(user);
  });

  app.post('/logout', { preHandler: app.auth }, async (req, reply) => {
    await app.prisma.user.update({
      where: { id: req.currentUser.id },
      data: { tokenVersion: { increment: 1 } },
    });
    return reply.header('Cache-Control', 'no-store').code(204).send();
  });
});
