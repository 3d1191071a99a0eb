import { Injectable, UnauthorizedException } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { UsersService } from '../users/users.service';

@Injectable()
export class AuthService {
  constructor(
    private readonly jwtService: JwtService,
    private readonly usersService: UsersService,
  ) {}

  async refreshToken(token: string): Promise<{ access_token: string }> {
    const payload = await this.jwtService.verifyAsync(token, { ignoreExpiration: true });
    const user = await this.usersService.findOne(payload.sub);
    if (!user) throw new UnauthorizedException();
    return { access_token: await this.jwtService.signAsync({ sub: user.id, role: user.role }, { expiresIn: '1h' }) };
  }
}
