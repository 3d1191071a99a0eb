import { Injectable } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { JwtService } from '@nestjs/jwt';
import { SessionService } from '../session/session.service';

@Injectable()
export class AuthService {
  constructor(
    private readonly jwt: JwtService,
    private readonly config: ConfigService,
    private readonly sessions: SessionService,
  ) {}

  async logout(data: { sessionId: string }) {
    return this.sessions.softDelete(data.sessionId);
  }

  async token(data: { id: string; role: string; sessionId: string }) {
    return this.jwt.signAsync(
      { sub: data.id, role: data.role, sessionId: data.sessionId },
      { secret: this.config.getOrThrow('auth.secret'), expiresIn: this.config.getOrThrow('auth.expires') },
    );
  }
}
