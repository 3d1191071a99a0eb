import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { AppConfig } from '../../config/app.config';

@Injectable()
export class RenewStrategy extends PassportStrategy(Strategy, 'jwt-renew') {
  constructor(config: AppConfig) {
    super({
      jwtFromRequest: ExtractJwt.fromBodyField('token'),
      ignoreExpiration: true,
      secretOrKey: config.accessSecret,
    });
  }

  validate(payload: { sub: string; login: string }) {
    return { id: payload.sub, login: payload.login };
  }
}
