import { IEvent } from '@nestjs/cqrs';

export class UserSignedOutEvent implements IEvent {
  constructor(
    public readonly userId: string,
    public readonly sessionId: string,
  ) {}
}
