import { Authenticator } from '@fastify/passport';
import fastifyCookie from '@fastify/cookie';
import fastifySession from '@fastify/session';
import RedisStore from 'connect-redis';
import fp from 'fastify-plugin';
import Redis from 'ioredis';
import { Strategy as LocalStrategy } from 'passport-local';
import { users, type User } from './users';

const passport = new Authenticator();

passport.use('local', new LocalStrategy((name, password, done) => {
  users.check(name, password).then((user) => done(null, user ?? false), done);
}));
passport.registerUserSerializer(async (user: User) => user.id);
passport.registerUserDeserializer(async (id: number) => users.byId(id));

export default fp(async (app) => {
  await app.register(fastifyCookie);
  await app.register(fastifySession, {
    secret: process.env.SESSION_SECRET!,
    store: new RedisStore({ client: new Redis(process.env.REDIS_URL!) }),
    saveUninitialized: false,
    cookie: { secure: true, sameSite: 'lax', maxAge: 1000 * 3600 * 10 },
  });
  await app.register(passport.initialize());
  await app.register(passport.secureSession());

  app.addHook('onSend', async (_request, reply) => {
    reply.header('Cache-Control', 'no-store');
  });

  app.post('/login', { preValidation: passport.authenticate('local') }, async (request) => ({ id: (request.user as User).id }));

  app.post('/logout', async (request, reply) => {
    await request.logout();
    await request.session.destroy();
    return reply.code(204).send();
  });
});
