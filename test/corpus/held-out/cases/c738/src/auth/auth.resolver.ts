import { UseGuards } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Mutation, Resolver } from '@nestjs/graphql';
import { GqlSessionGuard } from './gql-session.guard';
import { CurrentSession, SessionInfo } from './current-session';
import { SignOutCommand } from './sign-out.command';

@Resolver()
export class AuthResolver {
  constructor(private readonly commandBus: CommandBus) {}

  @UseGuards(GqlSessionGuard)
  @Mutation(() => Boolean)
  async signOut(@CurrentSession() session: SessionInfo): Promise<boolean> {
    await this.commandBus.execute(new SignOutCommand(session.id, session.deviceId));
    return true;
  }
}
