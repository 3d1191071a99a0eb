import { Injectable, UnauthorizedException } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { EntityManager } from '@mikro-orm/postgresql';
import { decode } from 'jsonwebtoken';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { Member } from '../members/member.entity';

@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(private readonly em: EntityManager) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      algorithms: ['HS256'],
      secretOrKeyProvider: (_req, rawJwt: string, done) => {
        const claims = decode(rawJwt, { json: true });
        em.fork()
          .findOne(Member, { id: claims?.sub ?? '' }, { fields: ['signingSecret'] })
          .then((member) =>
            member ? done(null, member.signingSecret) : done(new UnauthorizedException(), undefined),
          )
          .catch((err) => done(err, undefined));
      },
    });
  }

  async validate(payload: { sub: string }) {
    return { memberId: payload.sub };
  }
}
