import Boom from '@hapi/boom';
import { ulid } from 'ulid';
import { MongoClient } from 'mongodb';

const COOKIE = 'backoffice';

export const sessionPlugin = {
  name: 'session',
  async register(server, { mongoUrl }) {
    const client = await MongoClient.connect(mongoUrl);
    const sessions = client.db().collection('sessions');

    server.state(COOKIE, {
      path: '/backoffice',
      ttl: 8 * 60 * 60 * 1000,
      isSecure: true,
      isHttpOnly: true,
      isSameSite: 'Strict',
      encoding: 'none',
      clearInvalid: true,
    });

    server.auth.scheme('backoffice-session', () => ({
      async authenticate(request, h) {
        const id = request.state[COOKIE];
        const session = id && (await sessions.findOne({ _id: id }));
        if (!session) throw Boom.unauthorized(null, 'session');
        return h.authenticated({ credentials: { id, user: session.user, scope: session.roles } });
      },
    }));
    server.auth.strategy('session', 'backoffice-session');
    server.auth.default('session');

    server.route([
      {
        method: 'POST',
        path: '/backoffice/login',
        options: { auth: false },
        async handler(request, h) {
          const user = await request.server.methods.checkCredentials(request.payload);
          if (!user) throw Boom.unauthorized('Unknown user or wrong password');
          const id = ulid();
          await sessions.insertOne({ _id: id, user: user.name, roles: user.roles, at: new Date() });
          return h.response({ name: user.name }).state(COOKIE, id);
        },
      },
      {
        method: 'POST',
        path: '/backoffice/logout',
        async handler(request, h) {
          await sessions.deleteOne({ _id: request.auth.credentials.id });
          return h.response().code(204).unstate(COOKIE).header('cache-control', 'no-store');
        },
      },
    ]);
  },
};
