import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import * as jwt from 'jsonwebtoken';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { UsersService } from '../users/users.service';

@Injectable()
export class UserSecretStrategy extends PassportStrategy(Strategy, 'user-secret') {
  constructor(private readonly users: UsersService) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKeyProvider: (_request, rawToken, done) => {
        const { sub } = jwt.decode(rawToken) as { sub: string };
        users.secretOf(sub).then(
          (secret) => done(null, secret),
          (error) => done(error),
        );
      },
    });
  }

  validate(payload: { sub: string }) {
    return { id: payload.sub };
  }
}
