import { CommandHandler, EventBus, ICommandHandler } from '@nestjs/cqrs';
import { EndSessionCommand } from './end-session.command';
import { SessionEnded } from '../events/session-ended.event';
import { SessionStore } from '../session.store';

@CommandHandler(EndSessionCommand)
export class EndSessionHandler implements ICommandHandler<EndSessionCommand> {
  constructor(private readonly store: SessionStore, private readonly events: EventBus) {}

  async execute({ userId, sessionId }: EndSessionCommand): Promise<void> {
    const removed = await this.store.remove(userId, sessionId);
    if (removed) this.events.publish(new SessionEnded(userId, sessionId));
  }
}
