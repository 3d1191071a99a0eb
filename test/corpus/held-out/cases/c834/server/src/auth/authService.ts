import bcrypt from 'bcrypt';
import jwt from 'jsonwebtoken';
import type { UserRepository, UserRow } from './userRepository';
import { config } from '../config';

interface Claims {
  sub: string;
  ver: number;
}

export class AuthService {
  constructor(private readonly users: UserRepository) {}

  async login(email: string, password: string): Promise<string | null> {
    const user = await this.users.findByEmail(email);
    if (!user || !(await bcrypt.compare(password, user.password_hash))) return null;
    return jwt.sign({ ver: user.token_version }, config.jwtSecret, { subject: String(user.id), expiresIn: '2h' });
  }

  async authenticate(token: string): Promise<UserRow | null> {
    let claims: Claims;
    try {
      claims = jwt.verify(token, config.jwtSecret, { algorithms: ['HS256'] }) as unknown as Claims;
    } catch {
      return null;
    }
    const user = await this.users.find(Number(claims.sub));
    return user && user.token_version === claims.ver ? user : null;
  }

  /**
   * JWTs are stateless, a server cannot take one back. So every token carries the version
   * of its user, and a logout makes all tokens of an older version worthless.
   */
  async logout(user: UserRow): Promise<void> {
    await this.users.nextTokenVersion(user.id);
  }
}
