import { Injectable } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { InjectModel } from '@nestjs/mongoose';
import { Model } from 'mongoose';
import { Session } from './session.schema';

@Injectable()
export class SessionsListener {
  constructor(@InjectModel(Session.name) private readonly sessions: Model<Session>) {}

  @OnEvent('auth.logout', { suppressErrors: false })
  async onLogout({ sessionId }: { sessionId: string }): Promise<void> {
    await this.sessions.deleteOne({ _id: sessionId });
  }
}
