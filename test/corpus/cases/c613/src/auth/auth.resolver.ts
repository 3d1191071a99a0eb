import { UseGuards } from '@nestjs/common';
import { EventBus } from '@nestjs/cqrs';
import { Mutation, Resolver } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { CurrentSession } from './current-session.decorator';
import { GqlSessionGuard } from './gql-session.guard';
import { Session } from './session.entity';
import { UserLoggedOut } from './events';

@Resolver()
export class AuthResolver {
  constructor(
    private readonly dataSource: DataSource,
    private readonly events: EventBus,
  ) {}

  @Mutation(() => Boolean, { name: 'logout' })
  @UseGuards(GqlSessionGuard)
  async logout(@CurrentSession() session: Session): Promise<boolean> {
    await this.dataSource.getRepository(Session).remove(session);
    this.events.publish(new UserLoggedOut(session.userId));
    return true;
  }
}
