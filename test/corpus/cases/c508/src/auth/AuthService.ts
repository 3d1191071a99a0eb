import { Service } from 'typedi';
import jwt from 'jsonwebtoken';
import { UserRepo } from '../user/UserRepo';
import { Unauthorized } from '../errors';
import { env } from '../env';

interface Claims {
  uid: number;
  v: number;
}

@Service()
export class AuthService {
  constructor(private readonly users: UserRepo) {}

  public async login(email: string, password: string) {
    const user = await this.users.findByCredentials(email, password);
    if (!user) throw new Unauthorized();
    return this.pair(user.id, user.sessionVersion);
  }

  public async refresh(token: string) {
    const user = await this.resolve(token, env.REFRESH_SECRET);
    return this.pair(user.id, user.sessionVersion);
  }

  public authenticate = (token: string) => this.resolve(token, env.ACCESS_SECRET);

  public async logout(userId: number) {
    await this.users.bumpSessionVersion(userId);
  }

  private async resolve(token: string, secret: string) {
    let claims: Claims;
    try {
      claims = jwt.verify(token, secret) as Claims;
    } catch {
      throw new Unauthorized();
    }
    const user = await this.users.findById(claims.uid);
    if (!user || user.sessionVersion !== claims.v) throw new Unauthorized();
    return user;
  }

  private pair(uid: number, v: number) {
    const claims: Claims = { uid, v };
    return {
      accessToken: jwt.sign(claims, env.ACCESS_SECRET, { expiresIn: '10m' }),
      refreshToken: jwt.sign(claims, env.REFRESH_SECRET, { expiresIn: '14d' }),
    };
  }
}
