import { IEvent } from '@nestjs/cqrs';

export class UserSignedInEvent implements IEvent {
  constructor(
    public readonly userId: string,
    public readonly ip: string,
  ) {}
}
