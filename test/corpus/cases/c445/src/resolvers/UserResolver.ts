import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Query, Resolver, UseMiddleware } from 'type-graphql';
import argon2 from 'argon2';
import { User } from '../entities/User';
import { MyContext } from '../types';
import { isAuth } from '../middleware/isAuth';
import { issueToken } from '../utils/issueToken';
import { COOKIE_NAME, cookieOptions } from '../constants';

@InputType()
class UsernamePasswordInput {
  @Field()
  username: string;
  @Field()
  password: string;
}

@ObjectType()
class FieldError {
  @Field()
  field: string;
  @Field()
  message: string;
}

@ObjectType()
class UserResponse {
  @Field(() => [FieldError], { nullable: true })
  errors?: FieldError[];
  @Field(() => User, { nullable: true })
  user?: User;
}

@Resolver(User)
export class UserResolver {
  @Query(() => User, { nullable: true })
  @UseMiddleware(isAuth)
  me(@Ctx() { payload }: MyContext) {
    return User.findOneBy({ id: payload!.userId });
  }

  @Mutation(() => UserResponse)
  async register(@Arg('options') options: UsernamePasswordInput, @Ctx() { res }: MyContext): Promise<UserResponse> {
    if (options.username.length <= 2) {
      return { errors: [{ field: 'username', message: 'length must be greater than 2' }] };
    }
    const user = await User.create({
      username: options.username,
      password: await argon2.hash(options.password),
    }).save();
    res.cookie(COOKIE_NAME, issueToken(user), cookieOptions);
    return { user };
  }

  @Mutation(() => UserResponse)
  async login(@Arg('options') options: UsernamePasswordInput, @Ctx() { res }: MyContext): Promise<UserResponse> {
    const user = await User.findOneBy({ username: options.username });
    if (!user) return { errors: [{ field: 'username', message: "that username doesn't exist" }] };
    const valid = await argon2.verify(user.password, options.password);
    if (!valid) return { errors: [{ field: 'password', message: 'incorrect password' }] };
    res.cookie(COOKIE_NAME, issueToken(user), cookieOptions);
    return { user };
  }

  @Mutation(() => Boolean)
  @UseMiddleware(isAuth)
  async logout(@Ctx() { res, payload }: MyContext): Promise<boolean> {
    const user = await User.findOneBy({ id: payload!.userId });
    if (!user) return false;
    res.clearCookie(COOKIE_NAME, cookieOptions);
    return true;
  }
}
