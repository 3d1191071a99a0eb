import { rule } from '../../../../test/support/lint.ts';

const SERVICE = (refresh: string): Record<string, string> => ({
  'auth.service.ts': `
import { JwtService } from '@nestjs/jwt';
export class AuthService {
  constructor(private readonly users: Users, private readonly jwt: JwtService) {}
  ${refresh}
  private tokens(sub: string) { return this.jwt.signAsync({ sub, jti: uuid() }, { secret, expiresIn: '7d' }); }
}`,
});
const FOUND =
  "const user = await this.users.findById(id); if (!user || !user.refreshToken) throw new Error('no');";

rule('refresh-not-bound', {
  wrong: {
    'a token that is not looked at': SERVICE(
      `async refreshTokens(id: string, _refreshToken: string) { ${FOUND} return this.tokens(id); }`,
    ),
    'only that there is one': SERVICE(`async refresh(id: string) { ${FOUND} return this.tokens(id); }`),
  },
  right: {
    'a token that is compared': SERVICE(
      `async refreshTokens(id: string, refreshToken: string) { ${FOUND} if (!(await bcrypt.compare(refreshToken, user.refreshToken))) throw new Error('no'); return this.tokens(id); }`,
    ),
    'a token that is handed on': SERVICE(
      `async refreshTokens(id: string, refreshToken: string) { ${FOUND} await this.users.demand(id, refreshToken); return this.tokens(id); }`,
    ),
    'a strategy that compares': {
      ...SERVICE(`async refresh(id: string) { ${FOUND} return this.tokens(id); }`),
      'rt.strategy.ts': `
import { Strategy } from 'passport-jwt';
export class RefreshStrategy extends PassportStrategy(Strategy, 'jwt-refresh') {
  async validate(req: Request, payload: Payload) { return this.users.findByToken(req.cookies.refreshToken); }
}`,
    },
    'no tokens at all': SERVICE(
      'async refreshProfile(id: string, refresh: boolean) { return this.users.findById(id); }',
    ),
  },
});
