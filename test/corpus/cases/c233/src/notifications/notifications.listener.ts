import { Injectable } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';

@Injectable()
export class NotificationsListener {
  @OnEvent('user.registered')
  welcome(payload: { email: string }) {
    return `Welcome ${payload.email}`;
  }
}
