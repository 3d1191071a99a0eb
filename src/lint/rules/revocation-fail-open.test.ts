import { rule } from '../../../test/support/lint.ts';

const JWT = "const jwt = require('jsonwebtoken');";
const GUARD = (check: string): Record<string, string> => ({
  'guard.ts': `
import { JwtService } from '@nestjs/jwt';
import { Revoked } from './revoked';
export class Guard implements CanActivate {
  constructor(private readonly jwt: JwtService, private readonly revoked: Revoked) {}
  async canActivate(context: ExecutionContext) {
    const claims = await this.jwt.verifyAsync(tokenOf(context));
    ${check}
  }
}`,
  'revoked.ts':
    'export class Revoked { constructor(private readonly revokedTokens: Repository<Row>) {} contains(jti: string) { return this.revokedTokens.find({ jti }); } add(jti: string) { return this.revokedTokens.save({ jti }); } }',
});
const CALLBACK = (body: string): string => `${JWT}
exports.guard = (req, res, next) => jwt.verify(req.cookies.t, S, (error, claims) => {
  if (error) return res.sendStatus(401);
  client.get('deny:' + claims.jti, (err, reply) => { ${body} });
});`;
const SESSION = (then: string): string => `${JWT}
exports.context = async ({ req }) => {
  const claims = jwt.verify(req.headers.authorization, S);
  try { const session = await sessions.find(claims.sid); return { id: session && !session.ended ? claims.sub : null }; }
  catch (error) { console.error('no store', error); ${then} }
};`;

rule('revocation-fail-open', {
  wrong: {
    'a guard in which true lets in': GUARD(
      'try { return !(await this.revoked.contains(claims.jti)); } catch (error) { this.logger.warn(error); return true; }',
    ),
    'a callback that does more before it goes on': CALLBACK(
      'if (err) { console.log(err); req.user = claims; return next(); } if (reply) return res.sendStatus(401); next();',
    ),
    'a callback that asks for no error and a find': CALLBACK(
      'if (!err && reply) return res.sendStatus(401); next();',
    ),
    'a callback that never looks at the error': CALLBACK('if (reply) return res.sendStatus(401); next();'),
    'claims that are believed when their session cannot be asked': SESSION('return { id: claims.sub };'),
  },
  right: {
    'a guard in which false lets nobody in': GUARD(
      'try { return !(await this.revoked.contains(claims.jti)); } catch { return false; }',
    ),
    'a guard without a catch': GUARD(
      'if (await this.revoked.contains(claims.jti)) throw new Error(); return true;',
    ),
    'a callback that refuses': CALLBACK(
      'if (err) return res.sendStatus(503); if (reply) return res.sendStatus(401); next();',
    ),
    'a callback that hands the error on': CALLBACK(
      'if (err) return next(err); if (reply) return res.sendStatus(401); next();',
    ),
    'nobody, when the session cannot be asked': SESSION('return { id: null };'),
    'an optional user, whom a bad token makes nobody': `${JWT}
exports.optional = async (req, res, next) => {
  try { const claims = jwt.verify(req.cookies.t, S); if (!(await denylist.has(claims.jti))) req.user = claims; } catch { /* nobody */ }
  next();
};`,
    'a list that is written to': `${JWT}
exports.logout = async (req, res) => { try { await denylist.add(req.claims.jti); } catch { return null; } return res.end(); };`,
    'a session that is the only credential': `
exports.user = async (req, res, next) => { try { req.user = (await sessions.get(req.cookies.sid)).user; } catch { return next(); } next(); };`,
  },
});
