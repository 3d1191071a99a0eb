import { Injectable, UnauthorizedException } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { ConfigService } from '@nestjs/config';
import { UserService } from '../user/user.service';

interface AccessPayload {
  sub: number;
  sid: string;
  iat: number;
  exp: number;
}

@Injectable()
export class AuthService {
  constructor(
    private readonly jwtService: JwtService,
    private readonly userService: UserService,
    private readonly config: ConfigService,
  ) {}

  private createToken(sub: number, sid: string): Promise<string> {
    return this.jwtService.signAsync({ sub, sid }, { expiresIn: this.config.get('JWT_EXPIRATION') ?? '10m' });
  }

  async refresh(token: string): Promise<{ token: string }> {
    let payload: AccessPayload;
    try {
      payload = await this.jwtService.verifyAsync<AccessPayload>(token, { ignoreExpiration: true });
    } catch (e) {
      throw new UnauthorizedException('Token không hợp lệ');
    }

    const user = await this.userService.findActive(payload.sub);
    if (!user) {
      throw new UnauthorizedException('Tài khoản đã bị khoá');
    }

    return { token: await this.createToken(user.id, payload.sid) };
  }
}
