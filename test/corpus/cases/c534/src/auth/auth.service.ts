import { Injectable, UnauthorizedException } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import * as bcrypt from 'bcrypt';
import { UsersService } from '../users/users.service';
import { LoginDto } from './dto/login.dto';

@Injectable()
export class AuthService {
  constructor(
    private readonly users: UsersService,
    private readonly jwt: JwtService,
  ) {}

  async login(dto: LoginDto) {
    const user = await this.users.findByEmail(dto.email);
    if (!user || !(await bcrypt.compare(dto.password, user.passwordHash))) {
      throw new UnauthorizedException('Invalid credentials');
    }
    const payload = { sub: user.id, roles: user.roles, tokenVersion: user.tokenVersion };
    return {
      access_token: this.jwt.sign(payload, { issuer: 'inventory' }),
      user: { id: user.id, email: user.email },
    };
  }

  async logout(userId: string): Promise<void> {
    await this.users.incrementTokenVersion(userId);
  }
}
