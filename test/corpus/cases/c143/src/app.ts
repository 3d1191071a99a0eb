import fastify from 'fastify';
import fastifyCookie from '@fastify/cookie';
import fastifyJwt from '@fastify/jwt';
import { refresh } from './http/controllers/refresh';

export const app = fastify();
app.register(fastifyJwt, {
  secret: process.env.JWT_SECRET as string,
  cookie: { cookieName: 'refreshToken', signed: false },
  sign: { expiresIn: '10m' },
});
app.register(fastifyCookie);
app.patch('/token/refresh', refresh);
