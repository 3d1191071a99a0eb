import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { SessionRepository } from './session.repository';

@Injectable()
export class LogoutHandler {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly events: EventEmitter2,
  ) {}

  async execute(sid: string): Promise<void> {
    await this.sessions.delete(sid);
    this.events.emit('user.loggedout', { sid });
  }
}
