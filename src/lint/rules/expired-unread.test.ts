import { rule } from '../../../test/support/lint.ts';

rule('expired-token-renewed', {
  wrong: {
    'callback expired': {
      'src/code.ts': `
const jwt = require('jsonwebtoken');
module.exports = (req, res) => {
  jwt.verify(req.body.token, SECRET, function (err, decoded) {
    if (err && err.name !== 'TokenExpiredError') return res.status(401).send();
    const claims = decoded || jwt.decode(req.body.token);
    res.send({ token: jwt.sign({ sub: claims.sub, jti: v4() }, SECRET, { expiresIn: 900 }) });
  });
};`,
    },
    'manual base64': {
      'src/code.ts': `
import jwt from 'jsonwebtoken';
const peek = (t: string) => JSON.parse(Buffer.from(t.split('.')[1], 'base64url').toString('utf8'));
export async function POST(req: Request) {
  const { token } = await req.json();
  const { sub } = peek(token);
  const user = await db.user.findUnique({ where: { id: sub } });
  if (!user) return new Response(null, { status: 401 });
  return Response.json({ token: jwt.sign({ sub, jti: crypto.randomUUID() }, process.env.JWT!, { expiresIn: '5m' }) });
}`,
    },
    'nest decode in catch': {
      'src/code.ts': `
import { JwtService, TokenExpiredError } from '@nestjs/jwt';
@Injectable() export class AuthService {
  constructor(private readonly jwtService: JwtService, private readonly users: UsersService) {}
  async renew(token: string) {
    let payload: JwtPayload;
    try { payload = await this.jwtService.verifyAsync(token); }
    catch (err) { if (err instanceof TokenExpiredError) payload = this.jwtService.decode(token) as JwtPayload; else throw new UnauthorizedException(); }
    const user = await this.users.findById(payload.sub);
    return { access_token: await this.jwtService.signAsync({ sub: user.id, jti: randomUUID() }, { expiresIn: '15m' }) };
  }
}`,
    },
    'nest strategy ignoreExpiration via config object': {
      'src/s.ts': `
import { PassportStrategy } from '@nestjs/passport'; import { Strategy, ExtractJwt } from 'passport-jwt';
const base = { secretOrKey: process.env.S, ignoreExpiration: true };
@Injectable() export class RenewStrategy extends PassportStrategy(Strategy, 'renew') { constructor() { super({ jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(), ...base }); } validate(p) { return { id: p.sub }; } }`,
      'src/c.ts': `
@Controller('auth') export class C { constructor(private jwt: JwtService) {} @UseGuards(AuthGuard('renew')) @Post('renew') renew(@Req() req) { return { t: this.jwt.sign({ sub: req.user.id, jti: uuid() }, { expiresIn: '5m' }) }; } }`,
    },
    'apollo context expired': {
      'src/code.ts': `
const jwt = require('jsonwebtoken');
module.exports = { Mutation: { extendToken: (_, __, { token }) => { let c; try { c = jwt.verify(token, K); } catch (e) { if (e instanceof jwt.TokenExpiredError) { c = jwt.decode(token); } else { throw e; } } return jwt.sign({ id: c.id, jti: uuid() }, K, { expiresIn: '1h' }); } } };`,
    },
    hapi: {
      'src/code.ts': `
const Jwt = require('@hapi/jwt');
module.exports = { method: 'POST', path: '/token/renew', options: { auth: false }, handler: (request, h) => { const { decoded } = Jwt.token.decode(request.payload.token); return h.response({ token: Jwt.token.generate({ sub: decoded.payload.sub, jti: id() }, KEY, { ttlSec: 900 }) }); } };`,
    },
    'default export class with decode in helper': {
      'src/util.ts': `import jwt from 'jsonwebtoken'; export const peek = (t: string) => jwt.decode(t) as Claims;`,
      'src/renew.ts': `
import jwt from 'jsonwebtoken'; import { peek } from './util';
export default class Renew { async handle(req, res) { const claims = peek(req.body.token); const user = await this.users.find(claims.sub); res.json({ token: jwt.sign({ sub: user.id, jti: uuid() }, KEY, { expiresIn: '5m' }) }); } }`,
    },
  },
  right: {
    'decode the id token of google': {
      'src/code.ts': `
import jwt from 'jsonwebtoken'; import axios from 'axios';
export async function googleCallback(req, res) {
  const { data } = await axios.post('https://oauth2.googleapis.com/token', { code: req.query.code });
  const profile = jwt.decode(data.id_token);
  const user = await User.findOneAndUpdate({ email: profile.email }, {}, { upsert: true });
  res.json({ token: jwt.sign({ sub: user.id, jti: uuid() }, S, { expiresIn: '1h' }) });
}`,
    },
    'decode header for kid then verify': {
      'src/code.ts': `
import jwt from 'jsonwebtoken';
export async function exchange(req, res) {
  const { header } = jwt.decode(req.body.token, { complete: true });
  const claims = jwt.verify(req.body.token, keys[header.kid]);
  res.json({ token: jwt.sign({ sub: claims.sub, jti: uuid() }, S, { expiresIn: '5m' }) });
}`,
    },
    'decode beside verify different fn': {
      'src/code.ts': `
import jwt from 'jsonwebtoken';
const kid = (t) => jwt.decode(t, { complete: true }).header.kid;
export const swap = async (req, res) => { const c = jwt.verify(req.body.t, await keyFor(kid(req.body.t))); const row = await grants.findOne({ jti: c.jti }); if (!row) return res.sendStatus(401); res.json({ t: jwt.sign({ sub: c.sub, jti: uuid() }, K, { expiresIn: '5m' }) }); };`,
    },
    'an id token taken apart by hand': {
      'src/code.ts': `
import jwt from 'jsonwebtoken';
export const google = async (req, res) => { const profile = JSON.parse(Buffer.from(req.body.idToken.split('.')[1], 'base64').toString()); const u = await User.findOne({ email: profile.email }); res.json({ token: jwt.sign({ sub: u.id, jti: uuid() }, K, { expiresIn: '15m' }) }); };`,
    },
    'a token that a guard has verified': {
      'src/code.ts': `
import jwt from 'jsonwebtoken'; import { requireAuth } from './guard';
router.post('/orgs/:id/enter', requireAuth, async (req, res) => { const c = jwt.decode(req.headers.authorization.slice(7)); res.json({ token: jwt.sign({ sub: c.sub, org: req.params.id, jti: uuid() }, K, { expiresIn: '15m' }) }); });`,
    },
  },
});
