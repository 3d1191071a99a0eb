import fp from 'fastify-plugin';

const key = (jti: string) => `revoked:${jti}`;

export default fp(async (app) => {
  app.decorate('revocations', {
    async add(jti: string, exp: number) {
      const ttl = Math.max(1, exp - Math.floor(Date.now() / 1000));
      await app.redis.set(key(jti), 1, 'EX', ttl);
    },
    async contains(jti: string) {
      return (await app.redis.exists(key(jti))) === 1;
    },
  });
});
