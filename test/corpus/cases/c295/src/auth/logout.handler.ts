import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { LogoutCommand } from './logout.command';
import { SessionRepository } from './session.repository';

@CommandHandler(LogoutCommand)
export class LogoutHandler implements ICommandHandler<LogoutCommand> {
  constructor(private readonly sessions: SessionRepository) {}

  async execute({ sessionId }: LogoutCommand): Promise<void> {
    await this.sessions.delete(sessionId);
  }
}
