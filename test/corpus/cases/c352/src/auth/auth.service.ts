import { Injectable, UnauthorizedException } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { randomUUID } from 'crypto';
import { MembersService } from '../members/members.service';

@Injectable()
export class AuthService {
  constructor(
    private readonly members: MembersService,
    private readonly jwt: JwtService,
  ) {}

  async login(login: string, password: string) {
    const member = await this.members.check(login, password);
    if (!member) throw new UnauthorizedException();
    return this.issue({ id: member.id, login: member.login });
  }

  issue(who: { id: string; login: string }) {
    return {
      token: this.jwt.sign(
        { sub: who.id, login: who.login },
        { expiresIn: '1h', jwtid: randomUUID() },
      ),
    };
  }
}
