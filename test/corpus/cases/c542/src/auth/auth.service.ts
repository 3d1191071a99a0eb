import { Inject, Injectable, UnauthorizedException } from '@nestjs/common';
import { ConfigType } from '@nestjs/config';
import { JwtService } from '@nestjs/jwt';
import { randomUUID } from 'node:crypto';
import { UsersService } from '../users/users.service';
import refreshConfig from './config/refresh.config';
import { LoginDto } from './dto';

@Injectable()
export class AuthService {
  constructor(
    private readonly users: UsersService,
    private readonly jwt: JwtService,
    @Inject(refreshConfig.KEY) private readonly refresh: ConfigType<typeof refreshConfig>,
  ) {}

  async login(dto: LoginDto) {
    const user = await this.users.check(dto.email, dto.password);
    if (!user) throw new UnauthorizedException();
    return this.pairFor(user);
  }

  async pairFor(user: { id: string; email: string }) {
    const claims = { sub: user.id, email: user.email };
    const [accessToken, refreshToken] = await Promise.all([
      this.jwt.signAsync(claims, { expiresIn: '10m', jwtid: randomUUID() }),
      this.jwt.signAsync(claims, { secret: this.refresh.secret, expiresIn: this.refresh.expiresIn, jwtid: randomUUID() }),
    ]);
    return { accessToken, refreshToken };
  }
}
