import { rule } from '../../../test/support/lint.ts';

const CONTROLLER = `import { Controller, Post, Req } from '@nestjs/common';
import { AuthService } from './auth.service';
@Controller('auth')
export class AuthController {
  constructor(private readonly auth: AuthService) {}
  @Post('logout')
  logout(@Req() request: Request) {
    return this.auth.leave(request.user.id);
  }
}`;

rule('logout-no-backend-effect', {
  wrong: {
    'an Express route that clears a cookie': `
const router = require('express').Router();
router.post('/auth/logout', (req, res) => {
  res.clearCookie('session_token');
  res.json({ ok: true });
});`,
    'a handler that is known by its name, in a wrapper': `
export const signOut = handled(async (req, res) => {
  res.cookie('jwt', 'gone', { maxAge: 5 }).status(200).send('bye');
});`,
    'a handler that is its module': {
      'api/logout.js': 'module.exports = (req, res) => { res.status(204).end(); };',
    },
    'a router whose name says what its empty path does not': `
const logoutRouter = express.Router();
logoutRouter.post('/', (req, res) => res.sendStatus(200));`,
    'a router that is mounted as logout': {
      'app.js': "const app = express(); app.use('/logout', require('./leave'));",
      'leave.js':
        "const r = express.Router(); r.post('/', (req, res) => res.sendStatus(200)); module.exports = r;",
    },
    'DELETE /session': "app.delete('/api/session', (req, res) => res.clearCookie('sid').end());",
    'a cookie that is a session, sealed by cookie-session': `
import cookieSession from 'cookie-session';
app.use(cookieSession({ keys }));
app.post('/logout', (req, res) => { req.session = null; res.end(); });`,
    'express-session, which keeps what it stored when it is set to null': `
import session from 'express-session';
app.use(session({ secret }));
app.post('/logout', (req, res) => { req.session = null; res.end(); });`,
    'koa-session without a store': `
import session from 'koa-session';
app.use(session({ key: 'k' }, app));
router.post('/logout', (ctx) => { ctx.session = null; ctx.status = 204; });`,
    'a Fastify secure session that is deleted': `
import secure from '@fastify/secure-session';
fastify.register(secure, { key });
fastify.post('/logout', async (request, reply) => { request.session.delete(); return reply.send({}); });`,
    'iron-session in a route handler of Next.js': {
      'app/api/logout/route.ts': `
import { getIronSession } from 'iron-session';
export async function POST() {
  const session = await getIronSession(await cookies(), options);
  session.destroy();
  return Response.json({});
}`,
    },
    'a server action': {
      'app/actions.ts': `'use server';
import { cookies } from 'next/headers';
export async function logoutAction() { (await cookies()).delete('token'); redirect('/'); }`,
    },
    'an API route of the pages router': {
      'pages/api/auth/logout.ts': `
import { serialize } from 'cookie';
export default function handler(req, res) {
  res.setHeader('Set-Cookie', serialize('token', '', { maxAge: -1 }));
  res.json({ done: true });
}`,
    },
    'a NestJS controller whose service only logs': {
      'auth.controller.ts': CONTROLLER,
      'auth.service.ts': `
@Injectable()
export class AuthService {
  private readonly logger = new Logger('auth');
  async leave(id: string) { this.logger.log(id); return { left: true }; }
}`,
    },
    'a controller that gives its service nothing but the response': `
@Controller() export class Auth {
  constructor(private readonly service: AuthService) {}
  @Post('sign-out') out(@Res() res: Response) { return this.service.out(res); }
}`,
    'a GraphQL resolver':
      'const resolvers = { Mutation: { logout: (_, __, { res }) => { res.clearCookie("t"); return true; } } };',
    'a resolver of TypeGraphQL': `
@Resolver() class A { @Mutation(() => Boolean) logout(@Ctx() { res }: Context) { res.clearCookie('t'); return true; } }`,
    'a procedure of tRPC': `
export const auth = router({ logout: publicProcedure.mutation(({ ctx }) => { ctx.res.clearCookie('t'); return true; }) });`,
    'a socket event': `
io.on('connection', (socket) => {
  socket.on('logout', () => { console.log('left'); socket.emit('bye'); });
});`,
    'a route object of Fastify': `
fastify.route({ method: 'POST', url: '/logout', handler: async (request, reply) => { reply.clearCookie('t'); return {}; } });`,
    Hono: `app.post('/logout', (c) => { deleteCookie(c, 'token'); return c.json({}); });`,
    'a use case that says what might be done': {
      'logout.use-case.ts': `
import { Injectable } from '@nestjs/common';
@Injectable()
export class LogoutUseCase {
  // TODO: blacklist the token in Redis
  execute(token: string) { return { ok: true }; }
}`,
    },
    'a record of what happened, and a time of leaving': `
exports.logout = async (req, res) => {
  await AuditLog.create({ user: req.user.id, event: 'logout' });
  await User.findByIdAndUpdate(req.user.id, { lastLogout: new Date(), isOnline: false });
  res.json({});
};`,
    'a table of routes of a plain server': `
const routes = { 'POST /logout': (req, res) => { res.writeHead(204, { 'Set-Cookie': 'sid=; Max-Age=0' }).end(); } };`,
    'an interface whose one class does nothing': {
      'c.ts': `
import type { Auth } from './auth';
export class C { constructor(private readonly auth: Auth = new JwtAuth()) {} logout = async (req: Request, res: Response) => { await this.auth.leave(req.headers.authorization); res.end(); }; }`,
      'auth.ts': 'export interface Auth { leave(token: string): Promise<void> }',
      'jwt-auth.ts':
        "import type { Auth } from './auth'; export class JwtAuth implements Auth { async leave(_token: string) { await Promise.resolve(); } }",
    },
    'a guard that touches its session': `
async function requireSession(req, res, next) { await Session.updateOne({ id: req.cookies.sid }, { seen: 1 }); next(); }
app.post('/logout', requireSession, (req, res) => res.clearCookie('sid').end());`,
    'words of other languages': "app.post('/cerrar-sesion', (req, res) => res.clearCookie('t').end());",
    'a call that the author says is not about tokens': `
// JWTs are stateless: the client removes the token
exports.logout = async (req, res) => { await presence.left(req.user.id); res.json({}); };`,
  },
});
