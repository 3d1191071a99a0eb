import { Ctx, Mutation, Resolver, UseMiddleware } from 'type-graphql';
import { getConnection } from 'typeorm';
import { User } from './entity/User';
import { isAuth } from './isAuth';
import type { MyContext } from './MyContext';

@Resolver()
export class UserResolver {
  @Mutation(() => Boolean)
  @UseMiddleware(isAuth)
  async logout(@Ctx() { payload, res }: MyContext): Promise<boolean> {
    await getConnection().getRepository(User).increment({ id: payload?.userId }, 'tokenVersion', 1);
    res.clearCookie('jid', { path: '/refresh_token' });
    return true;
  }
}
