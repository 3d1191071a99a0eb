import { Authorized, Ctx, Int, Mutation, Resolver } from 'type-graphql';
import { GraphQLError } from 'graphql';
import { injectable } from 'tsyringe';
import { SignOutEverywhere } from '../application/sign-out-everywhere';
import type { Context } from '../../graphql/context';

@injectable()
@Resolver()
export class AccountResolver {
  constructor(private readonly signOutEverywhere: SignOutEverywhere) {}

  @Authorized()
  @Mutation(() => Int)
  async logoutAll(@Ctx() ctx: Context): Promise<number> {
    const outcome = await this.signOutEverywhere.execute(ctx.session?.accountId);
    return outcome.fold(
      (error) => {
        throw new GraphQLError(error.message, { extensions: { code: 'UNAUTHENTICATED' } });
      },
      (count) => count,
    );
  }
}
