import jwt, { type JwtPayload } from 'jsonwebtoken';

export class TokenService {
  constructor(private readonly secret: string) {}

  renew(token: string): string {
    const payload = jwt.decode(token) as JwtPayload | null;
    if (!payload?.sub) throw new Error('malformed token');
    return jwt.sign({ sub: payload.sub, role: payload['role'] }, this.secret, { expiresIn: '2h' });
  }
}
