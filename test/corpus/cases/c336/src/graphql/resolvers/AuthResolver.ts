import { Arg, Authorized, Ctx, Mutation, ObjectType, Field, Query, Resolver } from 'type-graphql';
import argon2 from 'argon2';
import jwt from 'jsonwebtoken';
import { AppDataSource } from '../../data-source';
import { User } from '../../entities/User';
import type { AppContext } from '../context';

@ObjectType()
class LoginResult {
  @Field(() => String, { nullable: true })
  token?: string;

  @Field(() => String, { nullable: true })
  error?: string;
}

@Resolver()
export class AuthResolver {
  private users = AppDataSource.getRepository(User);

  @Query(() => User, { nullable: true })
  viewer(@Ctx() { user }: AppContext) {
    return user;
  }

  @Mutation(() => LoginResult)
  async login(@Arg('email') email: string, @Arg('password') password: string): Promise<LoginResult> {
    const user = await this.users.findOneBy({ email });
    if (!user || !(await argon2.verify(user.password, password))) {
      return { error: 'invalid login' };
    }
    return { token: jwt.sign({ id: user.id, count: user.count }, process.env.JWT_SECRET!, { expiresIn: '14d' }) };
  }

  @Authorized()
  @Mutation(() => Boolean)
  async logout(@Ctx() { user }: AppContext): Promise<boolean> {
    await this.users.increment({ id: user!.id }, 'count', 1);
    return true;
  }
}
