import { Ctx, Mutation, Resolver } from 'type-graphql';
import type { MyContext } from '../types/MyContext';

@Resolver()
export class LogoutResolver {
  @Mutation(() => Boolean)
  async logout(@Ctx() { res }: MyContext): Promise<boolean> {
    res.clearCookie('jid');
    return true;
  }
}
