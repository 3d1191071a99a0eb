import { Inject } from '@nestjs/common';
import { CommandHandler, EventBus, ICommandHandler } from '@nestjs/cqrs';
import { SESSION_REPOSITORY, SessionRepository } from '../../domain/session.repository';
import { UserLoggedOutEvent } from '../../domain/events/user-logged-out.event';

export class LogOutCommand {
  constructor(
    readonly userId: string,
    readonly sessionId: string,
  ) {}
}

@CommandHandler(LogOutCommand)
export class LogOutHandler implements ICommandHandler<LogOutCommand> {
  constructor(
    @Inject(SESSION_REPOSITORY) private readonly sessions: SessionRepository,
    private readonly eventBus: EventBus,
  ) {}

  async execute({ userId, sessionId }: LogOutCommand): Promise<void> {
    await this.sessions.deleteById(sessionId);
    // closes the sockets of that session
    this.eventBus.publish(new UserLoggedOutEvent(userId, sessionId));
  }
}
