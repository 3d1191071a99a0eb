import { rule } from '../../../../test/support/lint.ts';

rule('jwt-no-revocation-handle', {
  wrong: {
    'payload made elsewhere without session': {
      'src/claims.ts': 'export const claimsFor = (user: User) => ({ sub: user.id, role: user.role });',
      'src/token.ts': `import jwt from 'jsonwebtoken'; import { claimsFor } from './claims';
export const accessToken = (u) => jwt.sign(claimsFor(u), process.env.S, { expiresIn: '30d' });`,
    },
    'claim that is only a plan': {
      'src/auth.ts': `import jwt from 'jsonwebtoken';
export const login = (u) => jwt.sign({ sub: u.id, region: u.region }, process.env.S, { expiresIn: '15m' });
export const guard = async (req, res, next) => { const payload = jwt.verify(req.cookies.t, process.env.S); const user = await User.findById(payload.sub); req.user = user; req.region = payload.region; next(); };`,
    },
  },
  right: {
    'unsubscribe link': `const jwt = require('jsonwebtoken');
exports.unsubscribeUrl = (user) => '/unsubscribe?t=' + jwt.sign({ email: user.email, purpose: 'unsubscribe' }, S);`,
    'payload made elsewhere with session': {
      'src/claims.ts':
        'export const claimsFor = (user: User, session: Session) => ({ sub: user.id, sid: session.id, role: user.role });',
      'src/token.ts': `import jwt from 'jsonwebtoken'; import { claimsFor } from './claims';
export const accessToken = (u, s) => jwt.sign(claimsFor(u, s), process.env.S, { expiresIn: '30d' });`,
    },
    'claim compared': {
      'src/auth.ts': `import jwt from 'jsonwebtoken';
export const login = (u) => jwt.sign({ sub: u.id, cut: u.cut }, process.env.S, { expiresIn: '15m' });
export const guard = async (req, res, next) => { const payload = jwt.verify(req.cookies.t, process.env.S); const user = await User.findById(payload.sub); if (user.cut !== payload.cut) return res.sendStatus(401); next(); };`,
    },
    'claim by passport strategy': {
      'src/jwt.strategy.ts': `import { Strategy } from 'passport-jwt';
export class JwtStrategy extends PassportStrategy(Strategy) { constructor(private users: UsersRepository) { super({ secretOrKey: 'x' }); } async validate({ sub, mark }: Payload) { const user = await this.users.findOne({ where: { id: sub, mark } }); if (!user) throw new UnauthorizedException(); return user; } }`,
      'src/auth.service.ts': `import { JwtService } from '@nestjs/jwt';
export class AuthService { constructor(private jwt: JwtService) {} login(u) { return this.jwt.sign({ sub: u.id, mark: u.mark }, { expiresIn: '10m' }); } }`,
    },
    'issuedAt compared': {
      'src/auth.ts': `import jwt from 'jsonwebtoken';
export const login = (u) => jwt.sign({ sub: u.id }, process.env.S, { expiresIn: '15m' });
export const guard = async (req, res, next) => { const payload = jwt.verify(req.cookies.t, process.env.S); const user = await User.findById(payload.sub); if (payload.iat * 1000 < user.tokensValidAfter.getTime()) return res.sendStatus(401); next(); };`,
    },
  },
});
