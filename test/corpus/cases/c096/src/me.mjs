export default async function routes(app) {
  app.get('/me', { preHandler: app.requireSession }, async (request) => {
    return { id: request.session.userId, name: request.session.name };
  });
}
