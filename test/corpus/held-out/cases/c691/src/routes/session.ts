import Router from '@koa/router';
import { randomBytes } from 'node:crypto';
import { AppDataSource } from '../data-source';
import { Session } from '../entity/session';
import { Author } from '../entity/author';
import { JAR, drop, put } from '../cookies';

const sessions = AppDataSource.getRepository(Session);
const authors = AppDataSource.getRepository(Author);
export const router = new Router();

const EIGHT_HOURS = 8 * 60 * 60 * 1000;

router.use(async (ctx, next) => {
  const id = ctx.cookies.get(JAR.session.name, { signed: true });
  ctx.state.session = id ? await sessions.findOne({ where: { id }, relations: { author: true } }) : null;
  if (ctx.state.session && ctx.state.session.expiresAt < new Date()) ctx.state.session = null;
  await next();
});

router.post('/sessions', async (ctx) => {
  const { login, password } = ctx.request.body as Record<string, string>;
  const author = await authors.findOneBy({ login });
  if (!author || !(await author.matches(password))) return ctx.throw(401);
  const session = sessions.create({
    id: randomBytes(24).toString('base64url'),
    author,
    expiresAt: new Date(Date.now() + EIGHT_HOURS),
  });
  await sessions.save(session);
  put(ctx, 'session', session.id, EIGHT_HOURS);
  put(ctx, 'draft', author.lastDraft ?? 'none');
  ctx.status = 201;
});

router.delete('/sessions/current', async (ctx) => {
  if (ctx.state.session) await sessions.remove(ctx.state.session);
  drop(ctx, 'session');
  drop(ctx, 'draft');
  ctx.set('Cache-Control', 'no-store');
  ctx.status = 204;
});
