import { CommandHandler, EventBus, ICommandHandler } from '@nestjs/cqrs';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { SessionEntity } from '../entities/session.entity';
import { UserSignedOutEvent } from '../events/user-signed-out.event';

export class SignOutCommand {
  constructor(
    public readonly sessionId: string,
    public readonly userId: string,
  ) {}
}

@CommandHandler(SignOutCommand)
export class SignOutHandler implements ICommandHandler<SignOutCommand, void> {
  constructor(
    @InjectRepository(SessionEntity) private readonly sessions: Repository<SessionEntity>,
    private readonly eventBus: EventBus,
  ) {}

  async execute({ sessionId, userId }: SignOutCommand): Promise<void> {
    await this.sessions.delete({ id: sessionId });
    this.eventBus.publish(new UserSignedOutEvent(userId, sessionId));
  }
}
