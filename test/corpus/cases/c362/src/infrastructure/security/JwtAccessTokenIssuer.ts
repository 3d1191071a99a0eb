import { SignJWT } from 'jose';
import { injectable, inject } from 'inversify';
import { TYPES } from '../../types';
import type { AccessTokenIssuer } from '../../application/ports/AccessTokenIssuer';
import type { Person } from '../../domain/Person';
import type { Clock } from '../../application/ports/Clock';

const LIFETIME_SECONDS = 10 * 60;

@injectable()
export class JwtAccessTokenIssuer implements AccessTokenIssuer {
  private readonly secret = new TextEncoder().encode(process.env.ACCESS_SECRET);

  constructor(@inject(TYPES.Clock) private readonly clock: Clock) {}

  issue(person: Person): Promise<string> {
    const now = Math.floor(this.clock.now().getTime() / 1000);
    return new SignJWT({ email: person.email, roles: person.roles.map((r) => r.name) })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(person.id)
      .setAudience('backoffice')
      .setIssuedAt(now)
      .setExpirationTime(now + LIFETIME_SECONDS)
      .sign(this.secret);
  }
}
