import { inject, injectable } from 'inversify';
import { TYPES } from '../../types';
import type { AccessTokenIssuer } from '../ports/AccessTokenIssuer';
import type { PasswordHasher } from '../ports/PasswordHasher';
import type { People } from '../ports/People';
import type { RefreshTokens } from '../ports/RefreshTokens';
import { InvalidCredentials } from '../errors';

@injectable()
export class SignIn {
  constructor(
    @inject(TYPES.People) private people: People,
    @inject(TYPES.PasswordHasher) private hasher: PasswordHasher,
    @inject(TYPES.AccessTokenIssuer) private issuer: AccessTokenIssuer,
    @inject(TYPES.RefreshTokens) private refreshTokens: RefreshTokens,
  ) {}

  async execute(email: string, password: string) {
    const person = await this.people.withEmail(email);
    if (!person || !(await this.hasher.matches(password, person.passwordHash))) {
      throw new InvalidCredentials();
    }
    const accessToken = await this.issuer.issue(person);
    const refreshToken = await this.refreshTokens.createFor(person.id);
    return { accessToken, refreshToken };
  }
}
