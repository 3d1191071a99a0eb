import { Injectable } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { AuthEvents, SessionClosed } from '@club/contracts';
import { SessionStore } from './session.store';

@Injectable()
export class CloseSessionListener {
  constructor(private readonly store: SessionStore) {}

  @OnEvent(AuthEvents.LoggedOut, { suppressErrors: false })
  async handle({ sessionId }: SessionClosed): Promise<void> {
    await this.store.forget(sessionId);
  }
}
