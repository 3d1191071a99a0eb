import fp from 'fastify-plugin';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createVerifier, TokenError } from 'fast-jwt';

declare module 'fastify' {
  interface FastifyRequest {
    caller: { sub: string; jti: string; exp: number } | null;
  }
}

export default fp(async function auth(app) {
  const verify = createVerifier({ key: app.env.JWT_PUBLIC, algorithms: ['EdDSA'], clockTolerance: 5000 });

  app.decorateRequest('caller', null);

  app.decorate('authenticate', async function authenticate(request: FastifyRequest, reply: FastifyReply) {
    const token = request.headers.authorization?.match(/^Bearer (.+)$/)?.[1];
    if (!token) return reply.status(401).send({ error: 'token_required' });

    let claims;
    try {
      claims = verify(token);
    } catch (e) {
      return reply.status(401).send({ error: e instanceof TokenError ? e.code : 'token_invalid' });
    }

    let revoked = true;
    try {
      revoked = (await app.redis.sismember('revoked-tokens', claims.jti)) === 1;
    } catch (e) {
      request.log.error(e, 'revocation list is not reachable');
      return reply.status(503).header('retry-after', '5').send({ error: 'try_again' });
    }
    if (revoked) return reply.status(401).send({ error: 'token_revoked' });

    try {
      await app.redis.incr(`usage:${claims.sub}:${new Date().toISOString().slice(0, 10)}`);
    } catch (e) {
      request.log.warn(e, 'usage counter');
    }
    request.caller = claims;
  });
});
