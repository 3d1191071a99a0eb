import { Arg, Authorized, Ctx, Field, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { IsEmail, Length } from 'class-validator';
import { verify } from 'argon2';
import { Service } from 'typedi';
import { User } from './user.entity';
import { UserRepository } from './user.repository';
import { issueToken } from '../../lib/tokens';
import { AUTH_COOKIE, authCookie } from './session-cookie';
import type { AppContext } from '../../types';

@InputType()
class LoginInput {
  @Field()
  @IsEmail()
  email!: string;

  @Field()
  @Length(8, 72)
  password!: string;
}

@ObjectType()
class FieldError {
  @Field()
  field!: string;

  @Field()
  message!: string;
}

@ObjectType()
class UserResponse {
  @Field(() => [FieldError], { nullable: true })
  errors?: FieldError[];

  @Field(() => User, { nullable: true })
  user?: User;
}

@Service()
@Resolver(() => User)
export class UserResolver {
  constructor(private readonly users: UserRepository) {}

  @Authorized()
  @Query(() => User, { nullable: true })
  viewer(@Ctx() { auth }: AppContext) {
    return this.users.findById(auth.accountId);
  }

  @Mutation(() => UserResponse)
  async login(@Arg('input') input: LoginInput, @Ctx() { res }: AppContext): Promise<UserResponse> {
    const user = await this.users.findByEmail(input.email);
    if (!user || !(await verify(user.passwordHash, input.password))) {
      return { errors: [{ field: 'email', message: 'Incorrect e-mail or password' }] };
    }
    res.cookie(AUTH_COOKIE, await issueToken(user), { ...authCookie, maxAge: 3_600_000 });
    return { user };
  }

  @Authorized()
  @Mutation(() => Boolean)
  signOut(@Ctx() { res, logger, auth }: AppContext): boolean {
    logger.info({ accountId: auth.accountId }, 'sign out');
    res.clearCookie(AUTH_COOKIE, authCookie);
    return true;
  }
}
