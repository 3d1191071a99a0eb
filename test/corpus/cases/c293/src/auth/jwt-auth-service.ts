import jwt from 'jsonwebtoken';
import { randomUUID } from 'node:crypto';
import type { AuthService } from './auth-service';
import { users } from '../users';

export class JwtAuthService implements AuthService {
  async login(email: string, password: string): Promise<string> {
    const user = await users.check(email, password);
    return jwt.sign({ sub: user.id, jti: randomUUID() }, process.env.JWT_SECRET as string, { expiresIn: '8h' });
  }

  async logout(_token: string): Promise<void> {
    await Promise.resolve();
  }
}
