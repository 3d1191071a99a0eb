import { rule } from '../../../test/support/lint.ts';

const SECRET = "const jwt = require('jsonwebtoken'); const S = process.env.SECRET;";

rule('auth-signature-only', {
  wrong: {
    'a middleware of Express': `${SECRET}
module.exports = (req, res, next) => {
  const token = req.headers.authorization?.slice(7);
  try { req.user = jwt.verify(token, S); next(); } catch { res.sendStatus(401); }
};`,
    'one that asks whether the user exists': `${SECRET}
exports.protect = wrap(async (req, res, next) => {
  const claims = await promisify(jwt.verify)(req.cookies.jwt, S);
  const user = await User.findById(claims.id);
  if (!user) return next(new Error('gone'));
  req.user = user;
  next();
});`,
    'a callback': `${SECRET}
exports.auth = (req, res, next) => jwt.verify(req.headers.token, S, (error, user) => { if (error) return res.sendStatus(403); req.user = user; next(); });`,
    'a helper of another file, at the helper’s caller': {
      'middleware.js':
        "const { read } = require('./tokens'); exports.auth = (req, res, next) => { req.user = read(req.headers.authorization); next(); };",
      'tokens.js': `${SECRET} exports.read = (token) => jwt.verify(token, S);`,
    },
    'a guard of NestJS': {
      'guard.ts': `
import { JwtService } from '@nestjs/jwt';
@Injectable() export class AuthGuard implements CanActivate {
  constructor(private readonly jwt: JwtService) {}
  async canActivate(context: ExecutionContext) {
    const request = context.switchToHttp().getRequest();
    request.user = await this.jwt.verifyAsync(this.token(request));
    return true;
  }
  private token(request: Request) { return request.headers.authorization?.split(' ')[1]; }
}`,
    },
    'a strategy of passport-jwt in NestJS': {
      'jwt.strategy.ts': `
import { Strategy } from 'passport-jwt';
@Injectable() export class JwtStrategy extends PassportStrategy(Strategy) {
  validate(payload: Payload) { return { id: payload.sub }; }
}`,
    },
    'a strategy that looks the user up': {
      'jwt.strategy.ts': `
import { Strategy } from 'passport-jwt';
export class JwtStrategy extends PassportStrategy(Strategy, 'jwt') {
  async validate(payload: Payload) { const user = await this.users.findById(payload.sub); if (!user) throw new UnauthorizedException(); return user; }
}`,
    },
    'passport-jwt in Express': `
const { Strategy, ExtractJwt } = require('passport-jwt');
passport.use(new Strategy(options, async (claims, done) => { const user = await User.findOne({ _id: claims.id }); done(null, user || false); }));`,
    'express-jwt':
      "import { expressjwt } from 'express-jwt'; app.use(expressjwt({ secret, algorithms: ['HS256'] }));",
    'koa-jwt': "import jwt from 'koa-jwt'; app.use(jwt({ secret }).unless({ path: [/login/] }));",
    'jose in a middleware of Next.js': {
      'middleware.ts': `
import { jwtVerify } from 'jose';
export async function middleware(request: NextRequest) {
  await jwtVerify(request.cookies.get('token')?.value ?? '', key);
  return NextResponse.next();
}`,
    },
    'a session that is read from its cookie': {
      'lib/session.ts': `
import { jwtVerify } from 'jose';
export async function getSession() { const token = (await cookies()).get('s')?.value; const { payload } = await jwtVerify(token, key); return payload; }`,
    },
    'a reader of tokens that nobody here calls': {
      'lib/token.ts': `
import { jwtVerify } from 'jose';
export async function readToken(token: string) { const { payload } = await jwtVerify(token, key); return payload; }`,
    },
    'a decorator of Fastify': `
import jwt from '@fastify/jwt';
export default fp(async (fastify) => {
  fastify.register(jwt, { secret });
  fastify.decorate('authenticate', async (request, reply) => { try { await request.jwtVerify(); } catch (e) { reply.send(e); } });
});`,
    'a handshake of Socket.IO': `${SECRET}
io.use((socket, next) => { socket.user = jwt.verify(socket.handshake.auth.token, S); next(); });`,
    'the context of GraphQL': `${SECRET}
const context = ({ req }) => ({ user: jwt.verify(req.headers.authorization, S) });`,
    'a middleware that renews what it lets in': `${SECRET}
module.exports = (req, res, next) => { const c = jwt.verify(req.cookies.t, S); res.cookie('t', jwt.sign({ id: c.id, jti: 1 }, S, { expiresIn: '5m' })); req.user = c; next(); };`,
    'the one of two that does not ask': `${SECRET}
exports.auth = async (req, res, next) => { const c = jwt.verify(req.headers.t, S); if (await redis.get(\`revoked:\${c.jti}\`)) return res.sendStatus(401); next(); };
exports.maybe = (req, res, next) => { try { req.user = jwt.verify(req.headers.t, S); } catch {} next(); };`,
  },
  right: {
    'a denylist': `${SECRET}
module.exports = async (req, res, next) => { const c = jwt.verify(req.headers.t, S); if (await denylist.has(c.jti)) return res.sendStatus(401); next(); };`,
    'a denylist that is a middleware of its own': `${SECRET}
exports.auth = (req, res, next) => { req.user = jwt.verify(req.headers.t, S); next(); };
exports.notRevoked = async (req, res, next) => { if (await redis.get('blacklist:' + req.headers.t)) return res.sendStatus(401); next(); };`,
    'a session that is looked up': `${SECRET}
module.exports = async (req, res, next) => { const c = jwt.verify(req.headers.t, S); if (!(await Session.findOne({ _id: c.sid }))) return res.sendStatus(401); next(); };`,
    'the token itself that is looked up': `${SECRET}
const auth = async (req, res, next) => { const token = req.headers.t; const c = jwt.verify(token, S); const user = await User.findOne({ _id: c.id, 'tokens.token': token }); if (!user) throw new Error('x'); next(); };`,
    'a version that is compared': `${SECRET}
const auth = async (req, res, next) => { const c = jwt.verify(req.headers.t, S); const u = await User.findById(c.id); if (u.tokenVersion !== c.tokenVersion) return res.sendStatus(401); next(); };`,
    'a time that is compared with iat': `${SECRET}
const auth = async (req, res, next) => { const c = jwt.verify(req.headers.t, S); const u = await User.findById(c.id); if (u.changedPasswordAfter(c.iat)) return res.sendStatus(401); next(); };`,
    'the stored token that is compared': `${SECRET}
const auth = async (req, res, next) => { const token = req.headers.t; const c = jwt.verify(token, S); const u = await User.findById(c.id); if (u.token !== token) return res.sendStatus(401); next(); };`,
    'a secret of each user': `${SECRET}
const auth = async (req, res, next) => { const { id } = jwt.decode(req.headers.t); const u = await User.findById(id); jwt.verify(req.headers.t, u.secret); next(); };`,
    'a strategy that hands all it knows to a service': {
      's.ts':
        "import { Strategy } from 'passport-jwt'; export class S extends PassportStrategy(Strategy) { validate(payload) { return this.auth.validate(payload); } }",
    },
    'a strategy for refresh tokens': {
      's.ts':
        "import { Strategy } from 'passport-jwt'; export class RefreshStrategy extends PassportStrategy(Strategy, 'jwt-refresh') { validate(payload) { return payload; } }",
    },
    'express-jwt that asks':
      "import { expressjwt } from 'express-jwt'; app.use(expressjwt({ secret, algorithms, isRevoked: async (req, token) => isRevoked(token.payload.jti) }));",
    'one-shot tokens': `${SECRET}
exports.resetPassword = async (req, res) => { const { id } = jwt.verify(req.params.token, S); await User.updateOne({ _id: id }, { hash }); res.end(); };
exports.verifyEmail = async (req, res) => { const { id } = jwt.verify(req.query.token, process.env.EMAIL_SECRET); res.end(); };`,
    'a reader of tokens whose caller asks for the session': {
      'token.ts':
        "import { jwtVerify } from 'jose'; export async function readToken(token) { const { payload } = await jwtVerify(token, key); return payload; }",
      'user.ts':
        "import { readToken } from './token'; export async function currentUser(raw) { const claims = await readToken(raw); return prisma.session.findFirst({ where: { id: claims.sid } }); }",
    },
    'a helper whose callers are not there': `${SECRET} exports.verify = (token) => jwt.verify(token, S);`,
    'a token that is kept in a session of the server': `${SECRET}
const session = require('express-session');
app.use((req, res, next) => { req.user = jwt.verify(req.session.token, S); next(); });`,
    'a logout, which may accept what it likes': `${SECRET}
exports.logout = async (req, res) => { const c = jwt.verify(req.headers.authorization, S); await Session.deleteOne({ id: c.sub }); res.end(); };`,
  },
});
