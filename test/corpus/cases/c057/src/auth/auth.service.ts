import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { SessionsService } from './sessions.service';

@Injectable()
export class AuthService {
  constructor(
    private readonly jwt: JwtService,
    private readonly sessions: SessionsService,
  ) {}

  async signIn(userId: string): Promise<{ accessToken: string }> {
    const session = await this.sessions.open(userId);
    return { accessToken: await this.jwt.signAsync({ sub: userId, sid: session.id }) };
  }
}
