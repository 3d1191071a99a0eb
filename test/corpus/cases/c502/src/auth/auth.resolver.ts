import { Arg, Authorized, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Service } from 'typedi';
import { AppDataSource } from '../data-source';
import { Session } from '../entities/Session';
import { User } from '../entities/User';
import { LoginInput } from './login.input';
import { AuthPayload } from './auth-payload';
import { PasswordHasher } from './password-hasher';
import type { AppContext } from '../context';

@Service()
@Resolver()
export class AuthResolver {
  private readonly sessions = AppDataSource.getRepository(Session);
  private readonly users = AppDataSource.getRepository(User);

  constructor(private readonly hasher: PasswordHasher) {}

  @Mutation(() => AuthPayload)
  async login(@Arg('input') input: LoginInput, @Ctx() ctx: AppContext): Promise<AuthPayload> {
    const user = await this.users.findOneBy({ email: input.email });
    if (!user || !(await this.hasher.verify(user.password, input.password))) {
      throw new Error('INVALID_CREDENTIALS');
    }
    const session = await this.sessions.save(this.sessions.create({ user, ip: ctx.ip }));
    return { sessionToken: session.token, user };
  }

  @Authorized()
  @Query(() => [Session])
  mySessions(@Ctx() ctx: AppContext) {
    return this.sessions.find({ where: { user: { id: ctx.session!.userId } }, order: { createdAt: 'DESC' } });
  }

  @Authorized()
  @Mutation(() => Boolean)
  async logout(@Ctx() ctx: AppContext): Promise<boolean> {
    try {
      await this.sessions.delete({ id: ctx.session!.id });
      return true;
    } catch (e) {
      ctx.logger.error('logout: session could not be removed', e);
      return true;
    }
  }
}
