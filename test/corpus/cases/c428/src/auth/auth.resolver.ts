import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { UnauthorizedException, UseGuards } from '@nestjs/common';
import { GqlAuthGuard } from './gql-auth.guard';
import { AuthService } from './auth.service';
import { LoginInput } from './dto/login.input';
import { LoginPayload } from './dto/login.payload';
import { GqlContext } from './gql-context';

@Resolver()
export class AuthResolver {
  constructor(private readonly auth: AuthService) {}

  @Mutation(() => LoginPayload)
  async login(@Args('input') input: LoginInput): Promise<LoginPayload> {
    const payload = await this.auth.login(input);
    if (!payload) throw new UnauthorizedException('Wrong e-mail or password');
    return payload;
  }

  @Mutation(() => Boolean)
  @UseGuards(GqlAuthGuard)
  async logout(@Context() { req }: GqlContext): Promise<boolean> {
    // TODO: offer to invalidate the tokens of the other devices as well
    await this.auth.endToken(req.auth.tokenId);
    return true;
  }
}
