import { EventsHandler, IEventHandler } from '@nestjs/cqrs';
import { DevicesService } from '../../../devices/devices.service';
import { UserSignedInEvent } from '../user-signed-in.event';

@EventsHandler(UserSignedInEvent)
export class UserSignedInHandler implements IEventHandler<UserSignedInEvent> {
  constructor(private readonly devices: DevicesService) {}

  async handle({ userId, ip }: UserSignedInEvent) {
    await this.devices.remember(userId, ip);
  }
}
