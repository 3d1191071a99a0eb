export default async function routes(app) {
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store');
  });

  app.get('/me', { preHandler: app.requireSession }, async (request) => {
    return { id: request.session.userId, name: request.session.name };
  });
}
