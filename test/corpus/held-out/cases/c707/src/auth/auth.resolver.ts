import { UseGuards } from '@nestjs/common';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { GqlAccessGuard } from './gql-access.guard';
import { Claims, CurrentClaims } from './current-claims.decorator';
import { AuthService } from './auth.service';
import { TokenPair } from './models/token-pair.model';
import { LoginInput } from './dto/login.input';

@Resolver()
export class AuthResolver {
  constructor(private readonly auth: AuthService) {}

  @Mutation(() => TokenPair)
  login(@Args('data') data: LoginInput) {
    return this.auth.login(data.email, data.password);
  }

  @Mutation(() => TokenPair)
  refreshToken(@Args('token') token: string) {
    return this.auth.refresh(token);
  }

  @UseGuards(GqlAccessGuard)
  @Mutation(() => Boolean)
  async logout(@CurrentClaims() claims: Claims) {
    await this.auth.logout(claims);
    return true;
  }
}
