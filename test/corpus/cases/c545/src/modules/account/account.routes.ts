import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from '@sinclair/typebox';

const Me = Type.Object({
  id: Type.String({ format: 'uuid' }),
  email: Type.String({ format: 'email' }),
  displayName: Type.String(),
  credit: Type.Number(),
});

const accountRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.addHook('onRequest', app.requireSession);

  app.get('/me', { schema: { response: { 200: Me } } }, async (request) => {
    const account = await app.db
      .selectFrom('accounts')
      .select(['id', 'email', 'display_name as displayName', 'credit'])
      .where('id', '=', request.session.accountId)
      .executeTakeFirstOrThrow();
    return account;
  });

  app.patch(
    '/password',
    { schema: { body: Type.Object({ current: Type.String(), next: Type.String({ minLength: 12 }) }) } },
    async (request, reply) => {
      await app.passwords.change(request.session.accountId, request.body.current, request.body.next);
      return reply.header('cache-control', 'no-store').code(204).send();
    },
  );

  app.post('/sign-out', async (request, reply) => {
    await app.db.deleteFrom('sessions').where('id', '=', request.session.id).execute();
    return reply
      .clearCookie('vend_sid', { path: '/', secure: true, httpOnly: true, sameSite: 'lax' })
      .header('cache-control', 'no-store')
      .code(204)
      .send();
  });
};

export default accountRoutes;
