import { randomBytes } from 'node:crypto';
import { Injectable, UnauthorizedException } from '@nestjs/common';
import { EntityManager } from '@mikro-orm/postgresql';
import { JwtService } from '@nestjs/jwt';
import { verify } from '@node-rs/argon2';
import { Member } from '../members/member.entity';
import { LoginDto } from './login.dto';

@Injectable()
export class AuthService {
  constructor(
    private readonly em: EntityManager,
    private readonly jwt: JwtService,
  ) {}

  async login({ email, password }: LoginDto) {
    const member = await this.em.findOne(Member, { email });
    if (!member || !(await verify(member.passwordHash, password))) {
      throw new UnauthorizedException('E-mail or password is wrong');
    }
    const accessToken = await this.jwt.signAsync(
      { sub: member.id },
      { secret: member.signingSecret, expiresIn: '2h' },
    );
    return { accessToken, expiresIn: 7200 };
  }

  async signOut(memberId: string): Promise<void> {
    const member = await this.em.findOneOrFail(Member, memberId);
    member.signingSecret = randomBytes(32).toString('base64url');
    await this.em.flush();
  }
}
