import { Inject, Injectable, UnauthorizedException } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { REVOCATION_LIST, RevocationList } from '../domain/revocation-list';

export interface Claims {
  sub: string;
  jti: string;
  exp: number;
}

@Injectable()
export class AccessTokenStrategy extends PassportStrategy(Strategy, 'access') {
  constructor(
    config: ConfigService,
    @Inject(REVOCATION_LIST) private readonly revocations: RevocationList,
  ) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKey: config.getOrThrow<string>('ACCESS_KEY'),
    });
  }

  async validate(claims: Claims): Promise<Claims> {
    if (await this.revocations.contains(claims.jti)) {
      throw new UnauthorizedException();
    }
    return claims;
  }
}
