import { rule } from '../../../test/support/lint.ts';

const TOP = "const jwt = require('jsonwebtoken'); const User = require('./user');";
const guard = (body: string): string =>
  `${TOP} exports.guard = async (req, res, next) => { const who = jwt.verify(req.cookies.t, K); ${body} req.who = who; next(); };`;
const JWT_PASSPORT =
  "import { PassportStrategy } from '@nestjs/passport'; import { Strategy } from 'passport-jwt';";
const strategy = (body: string): string => `${JWT_PASSPORT}
export class JwtStrategy extends PassportStrategy(Strategy) { constructor(private readonly people: PeopleService) { super({ secretOrKey: 'x' }); } async validate(p: AccessPayload) { ${body} return { id: p.sub }; } }`;
const EDGE = `import { NextResponse } from 'next/server'; import { jwtVerify } from 'jose';
export async function middleware(request) { try { await jwtVerify(request.cookies.get('s')?.value, KEY); return NextResponse.next(); } catch { return NextResponse.redirect('/login'); } }`;
const hapi = (validate: string): string =>
  `server.auth.strategy('jwt', 'jwt', { keys: K, verify: { aud: false }, validate: ${validate} });`;

rule('auth-signature-only', {
  wrong: {
    'an age that is looked at': guard(
      'if (Date.now() / 1000 - who.iat > MAX_AGE) return res.sendStatus(401);',
    ),
    'one who asks for their own': guard('if (who.id !== req.params.id) return res.sendStatus(403);'),
    'the rights of a person': guard(
      'const mine = await rights.ofUser(who.sub); if (!mine.includes(need)) return res.sendStatus(403);',
    ),
    'an enum of roles': `${guard('if (who.role !== Role.Admin) return res.sendStatus(403);')} enum Role { Admin = 'admin' }`,
    'a person that is looked up by mail': {
      's.ts': strategy('if (!(await this.people.findByEmail(p.email))) throw new UnauthorizedException();'),
    },
    'a middleware of Next.js alone': { 'middleware.ts': EDGE },
    'a hapi strategy that accepts all': hapi(
      '(artifacts) => ({ isValid: true, credentials: artifacts.decoded.payload })',
    ),
    'a context of Apollo': `const jwt = require('jsonwebtoken'); new ApolloServer({ context: ({ req }) => ({ me: jwt.verify(req.headers.authorization, K) }) });`,
    'a handler of a route that takes its request apart': `new Elysia().use(jwt({ secret: K })).get('/me', async ({ jwt, cookie: { auth } }) => { const me = await jwt.verify(auth.value); return me || 'no'; });`,
    'a promise by hand': `const jwt = require('jsonwebtoken'); module.exports = (ctx, next) => new Promise((ok, no) => jwt.verify(ctx.get('authorization'), K, (e, d) => (e ? no(e) : ok(d)))).then((d) => { ctx.state.user = d; }).then(next);`,
    'a token that was taken apart before': guard(
      'const kind = jwt.decode(req.cookies.t); if (!kind) return next();',
    ),
  },
  right: {
    'a key made of a hash': guard(
      'const key = digest(token); if (await kv.get(key)) return res.sendStatus(401);',
    ),
    'a callback that is given it': `${TOP} exports.guard = (req, res, next) => jwt.verify(req.cookies.t, K, (error, user) => {
  User.findById(user.id, (failed, row) => { if (failed || row.lap !== user.lap) return res.sendStatus(401); next(); });
});`,
    'a function that is handed it': {
      'src/guard.js': `const { fresh } = require('./fresh'); ${guard('const row = await User.findById(who.id); if (!fresh(row, who)) return res.sendStatus(401);')}`,
      'src/fresh.js': 'exports.fresh = (row, x) => row && row.lap === x.lap;',
    },
    'the time it was made, taken out': guard(
      'const { iat } = who; const row = await User.findById(who.id); if (iat < row.leftAt) return res.sendStatus(401);',
    ),
    'one of several places': guard(
      'const row = await User.findById(who.id); if (!row.places.some((one) => one.key === who.place)) return res.sendStatus(401);',
    ),
    'a payload by its type': {
      's.ts': strategy(
        'const one = await this.people.get(p.sub); if (one.turn !== p.turn) throw new UnauthorizedException();',
      ),
    },
    'a middleware of Next.js before a data layer that asks': {
      'middleware.ts': EDGE,
      'lib/dal.ts': `import { cookies } from 'next/headers'; import { jwtVerify } from 'jose'; import { db } from './db';
export const verifySession = async () => { const { payload } = await jwtVerify((await cookies()).get('s')?.value, KEY); return db.session.findUnique({ where: { id: payload.sid } }); };`,
    },
    'a second middleware that asks': `${guard('')} exports.live = async (req, res, next) => { const { sid } = req.auth; if (!(await sessions.get(sid))) return res.sendStatus(401); next(); };`,
    'a check of TypeGraphQL that asks': `${guard('')} export const authChecker = async ({ context }) => Boolean(await sessions.find(context.user.sid));`,
    'an id that is to be the current one': guard(
      'jwt.verify(req.cookies.t, K, { jwtid: await currentOf(who.id) });',
    ).replace(
      'jwt.verify(req.cookies.t, K);',
      'jwt.verify(req.cookies.t, K, { jwtid: await currentOf(req) });',
    ),
    'a hapi strategy that asks': hapi(
      'async (artifacts) => ({ isValid: await sessions.has(artifacts.decoded.payload.sid) })',
    ),
    'a claim in a key that a method makes': {
      's.ts': `import jwt from 'jsonwebtoken'; export class S { constructor(private readonly redis: Redis) {}
  async verify(token: string) { const claims = jwt.verify(token, K); if (await this.redis.exists(this.key(claims.rid))) throw new Error('over'); return claims; }
  private key(rid: string) { return 'over:' + rid; } }`,
      'r.ts': `import { S } from './s'; export const make = (s: S) => async (req, res, next) => { res.locals.claims = await s.verify(req.get('authorization')); next(); };`,
    },
    'a provider of keys that looks them up': {
      'keys.ts': `import { pool } from './db'; export const provide = (header, done) => { pool.query('SELECT secret FROM users WHERE id = $1', [header.kid]).then(({ rows }) => done(null, rows[0].secret), done); };`,
      'guard.ts': `import jwt from 'jsonwebtoken'; import { provide } from './keys';
export const guard = (req, res, next) => jwt.verify(req.get('authorization'), provide, (error, claims) => { if (error) return res.sendStatus(401); req.sub = claims.sub; next(); });`,
    },
    'a payload that is taken apart where it is handed on': {
      'src/cutoff.js':
        'const cutoffs = new Map(); exports.isOver = ({ sub, iat }) => iat < cutoffs.get(sub);',
      'src/guard.js': `const { isOver } = require('./cutoff'); ${guard('if (isOver(who)) return res.sendStatus(401);')}`,
    },
    'a fingerprint in a key': guard(
      'const digest = hex(await crypto.subtle.digest("SHA-256", encode(token))); if (await redis.exists(`out:${digest}`)) return res.sendStatus(401);',
    ),
    'a name that Nuxt imports by itself': {
      'server/utils/token.ts':
        "import { jwtVerify } from 'jose'; export async function parseToken(token: string) { const { payload } = await jwtVerify(token, K); return payload; }",
      'server/middleware/auth.ts':
        "export default defineEventHandler(async (event) => { const claims = await parseToken(getCookie(event, 'auth')); if (await useStorage('redis').hasItem(`logins:${claims.jti}`)) event.context.claims = claims; });",
    },
    'a presence that is asked': {
      'src/a.js': `${guard('const row = await User.findById(who.id); if (!row.online) return res.sendStatus(401);')}
exports.logout = async (req, res) => { await User.findByIdAndUpdate(req.who.id, { online: false }); res.end(); };`,
    },
    'a token of another service': `${TOP} exports.only = (req, res, next) => { jwt.verify(req.headers['x-service-token'], SERVICE_KEY); next(); };`,
    'a strategy for refresh tokens': {
      's.ts': `${JWT_PASSPORT} export class RtStrategy extends PassportStrategy(Strategy, 'rt') { validate(payload) { return payload; } }`,
    },
  },
});
