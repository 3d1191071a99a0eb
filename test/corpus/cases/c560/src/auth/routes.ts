import Router from '@koa/router';
import type { Context } from 'koa';
import { randomBytes } from 'crypto';
import { knex } from '../db';
import { comparePassword } from './password';

const router = new Router({ prefix: '/auth' });
const COOKIE = 'planner_sid';

router.post('/login', async (ctx: Context) => {
  const { email, password } = ctx.request.body as { email?: string; password?: string };
  ctx.assert(email && password, 400, 'email and password are required');

  const user = await knex('users').where({ email: email.toLowerCase() }).first();
  ctx.assert(user && (await comparePassword(password, user.password_hash)), 401, 'Invalid credentials');

  const sid = randomBytes(30).toString('base64url');
  await knex('sessions').insert({ sid, user_id: user.id, created_at: knex.fn.now() });

  ctx.cookies.set(COOKIE, sid, {
    domain: '.planner.dev',
    httpOnly: true,
    sameSite: 'lax',
    maxAge: 12 * 60 * 60 * 1000,
    overwrite: true,
  });
  ctx.body = { id: user.id, email: user.email };
});

router.post('/logout', async (ctx: Context) => {
  const sid = ctx.cookies.get(COOKIE);
  if (sid) {
    await knex('sessions').where({ sid }).del();
  }
  ctx.cookies.set(COOKIE, '', {
    domain: 'planner.dev',
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    expires: new Date(0),
  });
  ctx.set('Cache-Control', 'no-store');
  ctx.status = 204;
});

export default router;
