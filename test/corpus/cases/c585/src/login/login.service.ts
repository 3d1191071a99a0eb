import { randomBytes } from 'crypto';
import jwt from 'jsonwebtoken';
import { LoginRepository } from './login.repository';
import { Unauthorized } from '../errors';

export class LoginService {
  constructor(
    private readonly logins: LoginRepository,
    private readonly secret: string,
  ) {}

  async open(userId: number) {
    const refreshToken = randomBytes(30).toString('base64url');
    const id = await this.logins.insert(userId, refreshToken);
    return { refreshToken, accessToken: this.access(userId, id) };
  }

  async refresh(presented: string) {
    const row = await this.logins.byRefreshToken(presented);
    if (!row) throw new Unauthorized();
    const refreshToken = randomBytes(30).toString('base64url');
    await this.logins.replace(row.id, refreshToken);
    return { refreshToken, accessToken: this.access(row.user_id, row.id) };
  }

  async close(presented: string): Promise<void> {
    const row = await this.logins.byRefreshToken(presented);
    if (row) await this.logins.delete(row.id);
  }

  async check(accessToken: string): Promise<number> {
    let claims: jwt.JwtPayload;
    try {
      claims = jwt.verify(accessToken, this.secret) as jwt.JwtPayload;
    } catch {
      throw new Unauthorized();
    }
    const row = await this.logins.byId(claims.login);
    if (!row) throw new Unauthorized();
    return row.user_id;
  }

  private access(userId: number, login: number) {
    return jwt.sign({ sub: String(userId), login }, this.secret, { expiresIn: '15m' });
  }
}
