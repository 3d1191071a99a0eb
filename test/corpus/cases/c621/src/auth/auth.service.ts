import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { InjectRepository } from '@nestjs/typeorm';
import { randomUUID } from 'crypto';
import { Repository } from 'typeorm';
import { RefreshSession } from './refresh-session.entity';

@Injectable()
export class AuthService {
  constructor(
    private readonly jwt: JwtService,
    @InjectRepository(RefreshSession) private readonly refreshSessions: Repository<RefreshSession>,
  ) {}

  accessFor(userId: string, sid: string) {
    return this.jwt.signAsync({ sub: userId, sid }, { expiresIn: '10m', jwtid: randomUUID() });
  }

  async logout(sid: string): Promise<void> {
    await this.refreshSessions.delete({ id: sid });
  }
}
