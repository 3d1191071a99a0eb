import { Arg, Authorized, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Service } from 'typedi';
import { compare } from 'bcryptjs';
import { AuthenticationError } from '../../errors';
import { Mailer } from '../../mail/mailer';
import { User } from '../user/user.entity';
import { UserRepository } from '../user/user.repository';
import { AuditTrail } from '../audit/audit-trail';
import { LoginInput } from './login.input';
import { TokenFactory } from './token-factory';
import type { Context } from '../../context';

const COOKIE = 'gql_token';
const cookieOptions = { httpOnly: true, sameSite: 'lax' as const, secure: true, path: '/graphql' };

@Service()
@Resolver()
export class AuthResolver {
  constructor(
    private readonly users: UserRepository,
    private readonly tokens: TokenFactory,
    private readonly trail: AuditTrail,
    private readonly mailer: Mailer,
  ) {}

  @Authorized()
  @Query(() => User)
  me(@Ctx() { userId }: Context) {
    return this.users.findOneByOrFail({ id: userId });
  }

  @Mutation(() => User)
  async login(@Arg('input') input: LoginInput, @Ctx() { res, ip }: Context) {
    const user = await this.users.findByEmail(input.email);
    if (!user || !(await compare(input.password, user.password))) {
      throw new AuthenticationError('Invalid credentials');
    }
    res.cookie(COOKIE, await this.tokens.issue(user), cookieOptions);
    await this.trail.record(user.id, 'LOGIN', ip);
    return user;
  }

  @Authorized()
  @Mutation(() => Boolean)
  async logout(@Ctx() { res, userId, ip }: Context) {
    const user = await this.users.findOneByOrFail({ id: userId });
    await this.trail.record(user.id, 'LOGOUT', ip);
    if (user.notifyOnSecurityEvents) {
      await this.mailer.send(user.email, 'security-event', { event: 'logout', at: new Date() });
    }
    res.clearCookie(COOKIE, cookieOptions);
    return true;
  }
}
