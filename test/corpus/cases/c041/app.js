const fastify = require('fastify')({ logger: true });

fastify.register(require('@fastify/jwt'), { secret: process.env.JWT_SECRET });

fastify.decorate('authenticate', async (request, reply) => {
  try {
    await request.jwtVerify();
  } catch (err) {
    reply.send(err);
  }
});

fastify.post('/signin', async (request, reply) => {
  const user = await fastify.users.check(request.body.username, request.body.password);
  const token = fastify.jwt.sign({ id: user.id, username: user.username });
  return { token };
});

fastify.get('/profile', { onRequest: [fastify.authenticate] }, async (request) => request.user);

fastify.listen({ port: 3000 });
