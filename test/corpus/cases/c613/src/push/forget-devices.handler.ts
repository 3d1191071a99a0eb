import { EventsHandler, IEventHandler } from '@nestjs/cqrs';
import { Logger } from '@nestjs/common';
import { UserBanned, UserLoggedOut } from '../auth/events';
import { PushService } from './push.service';

@EventsHandler(UserLoggedOut, UserBanned)
export class ForgetDevicesHandler implements IEventHandler<UserLoggedOut | UserBanned> {
  private readonly logger = new Logger(ForgetDevicesHandler.name);

  constructor(private readonly push: PushService) {}

  async handle(event: UserLoggedOut | UserBanned) {
    try {
      await this.push.forget(event.userId);
    } catch (e) {
      this.logger.warn(`push tokens of ${event.userId} are left: ${(e as Error).message}`);
    }
  }
}
