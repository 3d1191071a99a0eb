import { EventsHandler, IEventHandler } from '@nestjs/cqrs';
import { UserRegisteredEvent } from '../../domain/events/user-registered.event';
import { Mailer } from '../../../mail/mailer';

@EventsHandler(UserRegisteredEvent)
export class SendWelcomeMailHandler implements IEventHandler<UserRegisteredEvent> {
  constructor(private readonly mailer: Mailer) {}

  handle(event: UserRegisteredEvent): Promise<void> {
    return this.mailer.send('welcome', event.email);
  }
}
