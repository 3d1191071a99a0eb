import fp from 'fastify-plugin';
import fastifyJwt, { FastifyJWTOptions } from '@fastify/jwt';
import { TOKEN } from '../constants.js';

export default fp<Partial<FastifyJWTOptions>>(async (app) => {
  await app.register(fastifyJwt, {
    secret: { private: app.config.JWT_KEY, public: app.config.JWT_PUB },
    sign: { algorithm: 'ES256', iss: TOKEN.issuer, expiresIn: TOKEN.lifetime },
    verify: { allowedIss: TOKEN.issuer },
    trusted: async (_request, decoded) => {
      const { jti } = decoded as { jti: string };
      return !(await app.revocations.contains(jti));
    },
  });
});
