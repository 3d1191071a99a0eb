import { rule } from '../../../test/support/lint.ts';

const plugin = (more: string): string => `const fp = require('fastify-plugin');
module.exports = fp(async (app) => {
  await app.register(require('@fastify/jwt'), { secret: process.env.S${more} });
  app.decorate('only', (request) => request.jwtVerify());
});`;

rule('auth-signature-only', {
  wrong: {
    'a plugin without a check': plugin(''),
    'a check that cannot tell': plugin(', trusted: (request, decoded) => decoded.sub !== undefined'),
  },
  right: {
    'a check of the plugin': plugin(
      ', trusted: async (request, { jti }) => Boolean(await app.redis.exists(jti))',
    ),
  },
});

const renew = (options: string, verify: string, ask = ''): string => `module.exports = async (app) => {
  app.register(require('@fastify/jwt'), { secret: 'a' });
  app.register(require('@fastify/jwt'), { secret: 'b', ${options} });
  app.post('/again', async (request, reply) => {
    await request.${verify}({ onlyCookie: true }); ${ask}
    return { token: await reply.jwtSign({ sub: request.user.sub, jti: 1 }) };
  });
};`;

rule('refresh-not-bound', {
  wrong: {
    'a namespace': renew("namespace: 'refresh'", 'refreshJwtVerify'),
    'a name of its own': renew("namespace: 'refresh', jwtVerify: 'verifyRefresh'", 'verifyRefresh'),
  },
  right: {
    'a session that is looked up': renew(
      "namespace: 'refresh', jwtVerify: 'verifyRefresh'",
      'verifyRefresh',
      "if (!(await app.sessions.find(request.user.sid))) throw new Error('ended');",
    ),
  },
});
