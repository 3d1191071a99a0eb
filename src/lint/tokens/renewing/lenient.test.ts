import { rule } from '../../../../test/support/lint.ts';

const STRATEGY = (
  name: string,
  validate = 'return { id: payload.sub };',
  options = 'ignoreExpiration: true',
): string => `
import { ExtractJwt, Strategy } from 'passport-jwt';
export class One extends PassportStrategy(Strategy, '${name}') {
  constructor() { super({ jwtFromRequest: ExtractJwt.fromHeader('t'), ${options} }); }
  async validate(payload: Payload) { ${validate} }
}`;
const ROUTE = (guard: string): string => `
import { JwtService } from '@nestjs/jwt';
@Controller('auth') export class C {
  constructor(private readonly jwt: JwtService) {}
  @UseGuards(${guard}) @Post('again') again(@Req() req) { return this.jwt.sign({ sub: req.user.id, jti: uuid() }, { expiresIn: '5m' }); }
}`;

rule('expired-token-renewed', {
  wrong: {
    'a strategy that is called refresh': { 's.ts': STRATEGY('refresh') },
    'one before a route that signs': { 's.ts': STRATEGY('late'), 'c.ts': ROUTE("AuthGuard('late')") },
    'a guard of a class': {
      's.ts': STRATEGY('late'),
      'c.ts': ROUTE('LateGuard'),
      'g.ts':
        "import { AuthGuard } from '@nestjs/passport'; export class LateGuard extends AuthGuard('late') {}",
    },
  },
  right: {
    'a strategy that looks its session up': {
      's.ts': STRATEGY(
        'refresh',
        'if (!(await this.sessions.find(payload.sid))) throw new Error(); return payload;',
      ),
    },
    'a strategy that looks at the time itself': {
      's.ts': STRATEGY(
        'refresh',
        "if (payload.exp + 60 < Date.now() / 1000) throw new Error('old'); return payload;",
      ),
    },
    'one before a route that signs nothing': { 's.ts': STRATEGY('late') },
    'an expiry that is looked at': {
      's.ts': STRATEGY('refresh', 'return payload;', 'ignoreExpiration: false'),
    },
  },
});

const SLIDING = (late: string): string => `import jwt from 'jsonwebtoken';
export async function sliding(req, res, next) {
  try { req.user = jwt.verify(req.cookies.token, S); return next(); }
  catch (error) { ${late} return next(); }
}`;

rule('expired-token-renewed', {
  wrong: {
    'a token that is decoded once it has expired': SLIDING(
      "const old = jwt.decode(req.cookies.token); res.cookie('token', jwt.sign({ id: old.id, jti: 1 }, S, { expiresIn: '5m' }));",
    ),
    'a callback that finds it expired': `import jwt from 'jsonwebtoken';
export const auth = (req, res, next) => jwt.verify(req.cookies.token, S, (error, claims) => {
  if (error?.name === 'TokenExpiredError') { const old = jwt.decode(req.cookies.token); res.cookie('token', jwt.sign({ id: old.id, jti: 1 }, S, { expiresIn: '5m' })); }
  next();
});`,
  },
  right: {
    'a refresh token that is verified then': SLIDING(
      "const old = jwt.decode(req.cookies.token); jwt.verify(req.cookies.rt, R); res.cookie('token', jwt.sign({ id: old.id, jti: 1 }, S, { expiresIn: '5m' }));",
    ),
    'a session that is looked up then': SLIDING(
      "const old = jwt.decode(req.cookies.token); await sessions.findLive(old.sid); res.cookie('token', jwt.sign({ id: old.id, jti: 1 }, S, { expiresIn: '5m' }));",
    ),
    'nothing that is signed': SLIDING('log(jwt.decode(req.cookies.token));'),
  },
});

const AGAIN = (guard: string, body: string): string => `import { JwtService } from '@nestjs/jwt';
@Controller('auth') export class C {
  constructor(private readonly jwt: JwtService, private readonly db: Db) {}
  @UseGuards(${guard}) @Post('refresh') async refresh(@Req() req) { ${body} return this.jwt.sign({ sub: req.user.id, jti: uuid() }, { expiresIn: '5m' }); }
}`;
const PLAIN = STRATEGY('jwt-refresh', 'return { id: payload.sub };', "secretOrKey: 'r'");

rule('refresh-not-bound', {
  wrong: {
    'a strategy that takes whatever was signed': {
      's.ts': PLAIN,
      'c.ts': AGAIN("AuthGuard('jwt-refresh')", ''),
    },
    'a guard by a constant': {
      's.ts': `import { NAME } from './names'; ${STRATEGY('x', 'return { id: payload.sub };', "secretOrKey: 'r'").replace("'x'", 'NAME')}`,
      'names.ts': "export const NAME = 'jwt-refresh';",
      'c.ts': `import { NAME } from './names'; ${AGAIN('AuthGuard(NAME)', '')}`,
    },
    'a strategy that is registered by a call': {
      's.js': `const { Strategy } = require('passport-jwt');
passport.use('refresh', new Strategy({ secretOrKey: 'r' }, (payload, done) => done(null, { id: payload.sub })));`,
      'c.js': `const jwt = require('jsonwebtoken');
router.post('/token/refresh', passport.authenticate('refresh'), (req, res) => res.json({ t: jwt.sign({ sub: req.user.id, jti: 1 }, 'a', { expiresIn: '5m' }) }));`,
    },
  },
  right: {
    'a route that looks the session up': {
      's.ts': PLAIN,
      'c.ts': AGAIN(
        "AuthGuard('jwt-refresh')",
        "if (!(await this.db.sessions.find(req.user.sid))) throw new Error('ended');",
      ),
    },
    'a route that takes the row away': {
      's.ts': STRATEGY('rt', 'return payload;', "secretOrKey: 'r'"),
      'c.ts': AGAIN(
        "AuthGuard('rt')",
        'const { jti } = req.user; await this.db.grant.deleteMany({ where: { id: jti } });',
      ),
    },
    'the strategy of all other routes': {
      's.ts': STRATEGY('jwt', 'return { id: payload.sub };', "secretOrKey: 'a'"),
      'c.ts': `${AGAIN("AuthGuard('jwt')", '')} @Controller('me') export class Me { @UseGuards(AuthGuard('jwt')) @Get() me(@Req() req) { return req.user; } }`,
    },
  },
});
